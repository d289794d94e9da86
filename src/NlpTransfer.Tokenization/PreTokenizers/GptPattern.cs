using System.Globalization;
using System.Text;

namespace NlpTransfer.Tokenization;

/// <summary>
/// GPT-2's split (Radford et al. 2019), by hand, because .NET's expressions see half surrogate pairs:
/// <c>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</c>.
/// </summary>
internal static class GptPattern
{
    private enum Kind : byte
    {
        Space,
        Letter,
        Number,
        Other,
    }

    private static readonly Kind[] Low = [.. Enumerable.Range(0, 0x80).Select(code => Slow(new Rune(code)))];

    /// <summary>Lists the matches, which cover the text.</summary>
    public static void Find(ReadOnlySpan<char> text, List<(int Start, int End, bool Match)> matches)
    {
        for (int start = 0; start < text.Length;)
        {
            int end = Next(text, start);
            matches.Add((start, end, true));
            start = end;
        }
    }

    private static int Next(ReadOnlySpan<char> text, int start)
    {
        if (text[start] == '\'' && Contraction(text[start..]) is > 0 and int length)
            return start + length;
        int at = start;
        Kind kind = At(text, at, out int width);
        if (kind == Kind.Space)
        {
            bool blank = text[start] == ' ' && start + 1 < text.Length;
            Kind after = blank ? At(text, start + 1, out width) : Kind.Space;
            if (after == Kind.Space)
                return Spaces(text, start);
            at++;
            kind = after;
        }

        for (at += width; at < text.Length && At(text, at, out width) == kind; at += width)
        {
        }

        return at;
    }

    /// <summary>A run of white space leaves its last character to what follows, unless it is alone or ends the text.</summary>
    private static int Spaces(ReadOnlySpan<char> text, int start)
    {
        int end = start;
        while (end < text.Length && At(text, end, out _) == Kind.Space)
            end++;
        return end == text.Length || end == start + 1 ? end : end - 1;
    }

    private static int Contraction(ReadOnlySpan<char> text)
    {
        if (text.Length > 2 && text[1..3] is "re" or "ve" or "ll")
            return 3;
        return text.Length > 1 && text[1] is 's' or 't' or 'm' or 'd' ? 2 : 0;
    }

    private static Kind At(ReadOnlySpan<char> text, int index, out int width)
    {
        char unit = text[index];
        width = 1;
        if (unit < 0x80)
            return Low[unit];
        Rune.DecodeFromUtf16(text[index..], out Rune rune, out width);
        return Slow(rune);
    }

    private static Kind Slow(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        <= UnicodeCategory.OtherLetter => Kind.Letter,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Number,
        _ => Rune.IsWhiteSpace(rune) ? Kind.Space : Kind.Other,
    };
}
