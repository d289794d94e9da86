using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>Splits at the matches of a text or a regular expression, or at what lies between them.</summary>
internal sealed record SplitPreTokenizer(TextPattern Pattern, SplitBehavior Behavior, bool Invert) : PreTokenizer
{
    public const string Name = "Split";

    public override string Type => Name;

    internal static SplitPreTokenizer Read(ComponentElement element) =>
        new(TextPattern.Read(element, "pattern"), PunctuationPreTokenizer.ReadBehavior(element), element.Bool("invert", false));

    internal override void Split(PreTokenizedText text) => text.SplitEach(Find, Behavior);

    internal override void WriteProperties(Utf8JsonWriter writer)
    {
        Pattern.Write(writer, "pattern");
        writer.WriteString("behavior", Behavior.ToString());
        writer.WriteBoolean("invert", Invert);
    }

    private void Find(ReadOnlySpan<char> text, List<(int Start, int End, bool Match)> matches)
    {
        int first = matches.Count;
        Pattern.Find(text, matches);
        for (int i = first; Invert && i < matches.Count; i++)
            matches[i] = matches[i] with { Match = !matches[i].Match };
    }
}
