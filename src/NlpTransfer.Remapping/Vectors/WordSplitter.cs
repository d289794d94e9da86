using System.Globalization;
using System.Text;

namespace NlpTransfer.Remapping;

/// <summary>
/// The words of a text: longest runs of letters, marks and digits. An apostrophe or a letter-like mark (the ʻokina, however it is typed) belongs to the word where
/// a letter follows it, a hyphen where letters stand on both sides. Letter case stays.
/// </summary>
internal static class WordSplitter
{
    private static readonly HashSet<int> Apostrophes = ['\'', '’', '‘', '`', 'ʻ', 'ʼ', 'ʾ', 'ʿ'];
    private static readonly HashSet<int> Hyphens = ['-', '‐', '‑'];

    /// <summary>The ranges of the words.</summary>
    public static List<Range> Split(ReadOnlySpan<char> text)
    {
        List<Range> words = [];
        int start = -1;
        for (int at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf16(text[at..], out Rune rune, out int length);
            bool inside = IsLetter(rune)
                || (Apostrophes.Contains(rune.Value) && LetterFollows(text[(at + length)..]))
                || (start >= 0 && Hyphens.Contains(rune.Value) && LetterFollows(text[(at + length)..]));
            if (inside && start < 0)
                start = at;
            if (!inside && start >= 0)
            {
                words.Add(start..at);
                start = -1;
            }

            at += length;
        }

        if (start >= 0)
            words.Add(start..text.Length);
        return words;
    }

    private static bool LetterFollows(ReadOnlySpan<char> rest) => Rune.DecodeFromUtf16(rest, out Rune next, out _) == System.Buffers.OperationStatus.Done && IsLetter(next);

    private static bool IsLetter(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber
        || rune.Value == '\u200C' || rune.Value == '\u200D';
}
