using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>Puts a text in the place of every match in every token.</summary>
internal sealed record ReplaceDecoder(TextPattern Pattern, string Content) : TokenDecoder
{
    public const string Name = "Replace";

    public override string Type => Name;

    internal static ReplaceDecoder Read(ComponentElement element) => new(TextPattern.Read(element, "pattern"), element.String("content"));

    internal override void Decode(List<string> tokens)
    {
        for (int i = 0; i < tokens.Count; i++)
            tokens[i] = Pattern.Replace(tokens[i], Content);
    }

    internal override void WriteProperties(Utf8JsonWriter writer)
    {
        Pattern.Write(writer, "pattern");
        writer.WriteString("content", Content);
    }
}
