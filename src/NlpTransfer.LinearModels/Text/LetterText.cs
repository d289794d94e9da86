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

    /// <summary>Lower case by Unicode's full mapping, whatever the culture.</summary>
    public static string Lower(string text) => LowerCase.Of(text);

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
}
