using System.Text;

namespace NlpTransfer.LinearModels;

/// <summary>How texts are prepared before their n-grams are taken.</summary>
internal static class LetterText
{
    /// <summary>
    /// Canonical decomposition, combining marks (combining class other than 0) dropped, canonical composition, lower case.
    /// Vowel signs of class 0, as in Devanagari or Thai, stay: they are letters of their words.
    /// </summary>
    public static string Fold(string text) => Lower(DropMarks(text));

    /// <summary>
    /// Lower case by Unicode's full mapping, whatever the culture: one to one, but for the dotted capital I (two code points)
    /// and the capital sigma (another letter at the end of a word).
    /// </summary>
    public static string Lower(string text)
    {
        string lower = text.ToLowerInvariant();
        if (text.Contains('Σ', StringComparison.Ordinal))
            lower = WithFinalSigmas(text, lower);
        return lower.Contains('İ', StringComparison.Ordinal) ? lower.Replace("İ", "i̇", StringComparison.Ordinal) : lower;
    }

    /// <summary>Whether a code point parts words: Unicode's white space and the four separators U+001C to U+001F, as in Python.</summary>
    public static bool IsSpace(Rune rune) => rune.Value is >= 0x1C and <= 0x1F || Rune.IsWhiteSpace(rune);

    private static string DropMarks(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        NormalizationTable table = NormalizationTable.Instance;
        string decomposed = TextNormalization.Normalize(text, NormalizationForm.FormD);
        var letters = new StringBuilder(decomposed.Length);
        Span<char> units = stackalloc char[2];
        foreach (Rune rune in decomposed.EnumerateRunes())
        {
            if (table.CombiningClass(rune) == 0)
                letters.Append(units[..rune.EncodeToUtf16(units)]);
        }

        return TextNormalization.Normalize(letters.ToString(), NormalizationForm.FormC);
    }

    private static string WithFinalSigmas(string text, string lower)
    {
        if (lower.Length != text.Length)
            return lower;
        return string.Create(text.Length, (text, lower), static (span, state) =>
        {
            state.lower.CopyTo(span);
            for (int i = 0; i < span.Length; i++)
            {
                if (state.text[i] == 'Σ' && IsFinal(state.text, i))
                    span[i] = 'ς';
            }
        });
    }

    private static bool IsFinal(string text, int place)
    {
        int before = place - 1;
        while (before >= 0 && IsPassedOver(text[before]))
            before--;
        int after = place + 1;
        while (after < text.Length && IsPassedOver(text[after]))
            after++;
        return before >= 0 && char.IsLetter(text[before]) && !(after < text.Length && char.IsLetter(text[after]));
    }

    private static bool IsPassedOver(char c) => c is '\'' or '’' or '.' or ':' or '·'
        || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.Format;
}
