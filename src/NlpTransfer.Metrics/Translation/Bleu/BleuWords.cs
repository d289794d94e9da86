using System.Globalization;

namespace NlpTransfer.Metrics;

/// <summary>Cuts lines into the words that BLEU counts.</summary>
internal static class BleuWords
{
    public static List<string> Of(string line, BleuTokenizer tokenizer) => tokenizer switch
    {
        BleuTokenizer.V13a => V13a(line),
        BleuTokenizer.International => International(line),
        BleuTokenizer.Characters => new TokenLine(line).Surround(static _ => true).Words(),
        BleuTokenizer.Chinese => new TokenLine(line).Surround(IsChinese).SurroundSymbols().PartNumbers().Words(),
        _ => PythonSpaces.Split(line),
    };

    private static List<string> V13a(string line)
    {
        line = line.Replace("<skipped>", "", StringComparison.Ordinal)
            .Replace("-\n", "", StringComparison.Ordinal)
            .Replace('\n', ' ');
        return new TokenLine($" {WesternRules.Unescape(line)} ").SurroundSymbols().PartNumbers().Words();
    }

    private static List<string> International(string line) => new TokenLine(line)
        .SurroundSecond(static c => !IsNumber(c), IsPunctuation)
        .SurroundFirst(IsPunctuation, static c => !IsNumber(c))
        .Surround(IsSymbol)
        .Words();

    private static bool IsNumber(int c) =>
        CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    private static bool IsPunctuation(int c) => CharUnicodeInfo.GetUnicodeCategory(c) is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation;

    private static bool IsSymbol(int c) => CharUnicodeInfo.GetUnicodeCategory(c) is >= UnicodeCategory.MathSymbol and <= UnicodeCategory.OtherSymbol;

    /// <summary>
    /// What sacrebleu takes for a Chinese character. Its table means to hold the supplementary planes' ideographs, but writes them with four digits and
    /// so holds U+2001 to U+2A6D instead: general punctuation, arrows and mathematical signs stand alone, and the supplementary ideographs don't.
    /// Published scores have it so.
    /// </summary>
    private static bool IsChinese(int c) => c is
        (>= 0x2001 and <= 0x2A6D) or (>= 0x2E80 and <= 0x2FDF) or (>= 0x2FF0 and <= 0x303F) or (>= 0x3100 and <= 0x312F) or (>= 0x31A0 and <= 0x31BF) or (>= 0x31C0 and <= 0x31EF)
        or (>= 0x3200 and <= 0x4DB5) or (>= 0x4E00 and <= 0x9FBB) or (>= 0xF900 and <= 0xFA2D) or (>= 0xFA30 and <= 0xFA6A) or (>= 0xFA70 and <= 0xFAD9)
        or (>= 0xFE10 and <= 0xFE1F) or (>= 0xFE30 and <= 0xFE4F) or (>= 0xFF00 and <= 0xFFEF);
}
