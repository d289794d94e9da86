using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>Makes blanks visible and splits before them, as SentencePiece does (Kudo and Richardson 2018).</summary>
internal sealed record MetaspacePreTokenizer(MetaspaceOptions Options) : PreTokenizer
{
    public const string Name = "Metaspace";

    private readonly string _mark = Options.Replacement.ToString();

    public override string Type => Name;

    internal static MetaspacePreTokenizer Read(ComponentElement element) => new(MetaspaceOptions.Read(element));

    internal override void Split(PreTokenizedText text)
    {
        text.RewriteEach(Mark);
        if (Options.Split)
            text.Split(rune => rune == Options.Replacement, SplitBehavior.MergedWithNext);
    }

    internal override void WriteProperties(Utf8JsonWriter writer) => Options.Write(writer);

    private void Mark(TextBuffer source, TextSplit split, TextBuffer target)
    {
        int first = split.Start;
        bool marked = source[first] == ' ' || source.Text.Slice(first, split.Length).StartsWith(_mark, StringComparison.Ordinal);
        bool prepend = !marked && Options.PrependScheme switch
        {
            MetaspaceOptions.Always => true,
            MetaspaceOptions.First => source.StartAt(first) == 0,
            _ => false,
        };
        if (prepend)
            target.Append(_mark, source.StartAt(first), source.EndAt(first));

        int end = first + split.Length;
        while (first < end)
        {
            int plain = source.Text[first..end].IndexOf(' ');
            if (plain < 0)
                plain = end - first;
            target.Append(source, first, plain);
            first += plain;
            if (first < end)
            {
                target.Append(_mark, source.StartAt(first), source.EndAt(first));
                first++;
            }
        }
    }
}
