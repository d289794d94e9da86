using System.Globalization;

namespace NlpTransfer;

/// <summary>
/// Lower case by Unicode's full mapping, whatever the culture: one to one, but for the dotted capital I (two code points)
/// and the capital sigma (another letter at the end of a word). Python's <c>str.lower</c> gives the same.
/// </summary>
internal static class LowerCase
{
    /// <summary>The text in lower case.</summary>
    public static string Of(string text)
    {
        string lower = text.ToLowerInvariant();
        if (text.Contains('Σ', StringComparison.Ordinal))
            lower = WithFinalSigmas(text, lower);
        return lower.Contains('İ', StringComparison.Ordinal) ? lower.Replace("İ", "i̇", StringComparison.Ordinal) : lower;
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
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format;
}
