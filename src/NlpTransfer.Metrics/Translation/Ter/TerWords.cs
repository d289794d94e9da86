namespace NlpTransfer.Metrics;

/// <summary>Cuts lines into the words that TER edits, as Tercom does.</summary>
internal static class TerWords
{
    public static List<string> Of(string line, TerOptions options)
    {
        line = PythonSpaces.TrimEnd(line);
        if (!options.CaseSensitive)
            line = LowerCase.Of(line);
        if (options.Normalized)
            line = Normalize(line, options.AsianSupport);
        if (options.NoPunctuation)
            line = string.Concat(line.Where(c => !IsPunctuation(c) && !(options.AsianSupport && IsAsianPunctuation(c))));
        return PythonSpaces.Split(line);
    }

    private static string Normalize(string line, bool asian)
    {
        line = line.Replace("\n-", "", StringComparison.Ordinal).Replace('\n', ' ');
        string parted = new TokenLine($" {WesternRules.Unescape(line)} ").SurroundSymbols().ToString();
        parted = parted.Replace("'s ", " 's ", StringComparison.Ordinal);
        TokenLine numbers = new TokenLine(parted).PartNumbers();
        return (asian ? numbers.Surround(static c => IsAsian(c) || IsAsianPunctuation(c)) : numbers).ToString();
    }

    private static bool IsPunctuation(int c) => c is '.' or ',' or '?' or ':' or ';' or '!' or '"' or '(' or ')';

    /// <summary>
    /// What is cut into characters: ideographs, strokes, radicals, compatibility forms. Kana are not: the rule that means to part them asks for the start of
    /// a line before and its end behind, which a padded line never has.
    /// </summary>
    private static bool IsAsian(int c) => c is (>= 0x2E80 and <= 0x2EFF) or (>= 0x31C0 and <= 0x31EF) or (>= 0x3200 and <= 0x4DBF)
        or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE4F);

    private static bool IsAsianPunctuation(int c) => c is 0x3001 or 0x3002 or (>= 0x3008 and <= 0x3011) or (>= 0x3014 and <= 0x301F) or (>= 0xFF61 and <= 0xFF65) or 0x30FB
        or 0xFF0E or 0xFF0C or 0xFF1F or 0xFF1A or 0xFF1B or 0xFF01 or 0xFF02 or 0xFF08 or 0xFF09;
}
