using System.Text;
using System.Text.RegularExpressions;

namespace NlpTransfer.Corpora;

/// <summary>The numbers in a text, whatever digits and separators they are written with.</summary>
internal static partial class NumbersOf
{
    /// <summary>Numbers of two digits and more in rising order; single digits are often words in one language and figures in another.</summary>
    public static string[] Text(string text) =>
        [.. Digits().Matches(Grouping().Replace(text, "")).Select(match => Plain(match.Value)).Where(number => number.Length > 1).Order(StringComparer.Ordinal)];

    private static string Plain(string digits)
    {
        var plain = new StringBuilder();
        foreach (Rune digit in digits.EnumerateRunes())
            plain.Append((int)Rune.GetNumericValue(digit));
        return plain.ToString();
    }

    [GeneratedRegex(@"\p{Nd}+")]
    private static partial Regex Digits();

    /// <summary>What parts thousands: 1,250 and 1.250 and 1 250.</summary>
    [GeneratedRegex(@"(?<=(?<!\p{Nd})\p{Nd}{1,3}(?:[.,'’٬\u00A0\u202F ]\p{Nd}{3}){0,4})[.,'’٬\u00A0\u202F ](?=\p{Nd}{3}(?!\p{Nd}))")]
    private static partial Regex Grouping();
}
