namespace NlpTransfer.Metrics;

/// <summary>How NIST's scorers part punctuation from words in Western text (mteval-v13a, and Tercom after it).</summary>
internal static class WesternRules
{
    /// <summary>Surrounds ASCII's punctuation and symbols with spaces, but for apostrophe, comma, hyphen and full stop.</summary>
    public static TokenLine SurroundSymbols(this TokenLine line) => line.Surround(IsSymbol);

    /// <summary>Parts full stops and commas from what is no digit, and a hyphen from a digit before it.</summary>
    public static TokenLine PartNumbers(this TokenLine line) => line
        .SurroundSecond(static c => !IsDigit(c), IsPoint)
        .SurroundFirst(IsPoint, static c => !IsDigit(c))
        .SurroundSecond(IsDigit, static c => c == '-');

    /// <summary>Replaces the four entities of XML that scorers know.</summary>
    public static string Unescape(string line) => line.Contains('&', StringComparison.Ordinal)
        ? line.Replace("&quot;", "\"", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal)
            .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal)
        : line;

    private static bool IsSymbol(int c) => c is (>= ' ' and <= '&') or (>= '(' and <= '+') or '/' or (>= ':' and <= '@') or (>= '[' and <= '`') or (>= '{' and <= '~');

    private static bool IsPoint(int c) => c is '.' or ',';

    private static bool IsDigit(int c) => c is >= '0' and <= '9';
}
