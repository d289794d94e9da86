using System.Text;
using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>Keeps runs of word characters and runs of other marks (<c>\w+|[^\w\s]+</c>); white space vanishes.</summary>
internal sealed record WhitespacePreTokenizer : PreTokenizer
{
    public const string Name = "Whitespace";

    public override string Type => Name;

    internal override void Split(PreTokenizedText text) => text.SplitEach(FindRuns, SplitBehavior.Removed);

    internal override void WriteProperties(Utf8JsonWriter writer)
    {
    }

    private static void FindRuns(ReadOnlySpan<char> text, List<(int Start, int End, bool Match)> matches)
    {
        int start = 0;
        int kind = -1;
        for (int i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text[i..], out Rune rune, out int width);
            int next = RuneClass.IsWord(rune) ? 2 : RuneClass.IsWhiteSpace(rune) ? 0 : 1;
            if (next != kind && i > 0)
            {
                matches.Add((start, i, kind == 0));
                start = i;
            }

            kind = next;
            i += width;
        }

        matches.Add((start, text.Length, kind == 0));
    }
}
