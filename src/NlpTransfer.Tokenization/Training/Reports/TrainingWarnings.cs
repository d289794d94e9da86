using System.Globalization;

namespace NlpTransfer.Tokenization;

/// <summary>Turns figures into sentences.</summary>
internal static class TrainingWarnings
{
    /// <summary>The least share of a language's words that makes a Unicode finding worth a sentence.</summary>
    private const double WorthTelling = 0.001;

    public static IReadOnlyList<string> Find(TokenizerTrainingReport report, TrainingMaterial material)
    {
        var warnings = new List<string>();
        if (report.Pieces > report.DistinctWords / 3)
        {
            int suggestion = Math.Max(material.FixedPieces.Count + (2 * report.Characters), Round(report.DistinctWords / 3));
            warnings.Add(
                $"A vocabulary of {Count(report.Pieces)} is more than a third of the text's {Count(report.DistinctWords)} different words, so that many pieces are too rare to be learnt well" +
                (suggestion < report.Pieces ? $"; about {Count(suggestion)} would fit better, or more text." : "; more text would help."));
        }

        if (report.CutWords > 0)
            warnings.Add($"{Count(report.CutWords)} times a word had more than {WordCounter.LongestWord} characters and was cut; is the text without blanks, or not text?");
        if (report.NulCharacters > 0)
            warnings.Add($"{Count(report.NulCharacters)} NUL characters were left out; the text may be damaged or UTF-16.");
        if (report.LoneSurrogates > 0)
            warnings.Add($"{Count(report.LoneSurrogates)} halves of surrogate pairs were left out; the text may be damaged.");
        foreach (LanguageTrainingReport language in report.Languages)
            warnings.AddRange(Find(language, material.Options));
        return warnings;
    }

    private static IEnumerable<string> Find(LanguageTrainingReport language, TokenizerTrainingOptions options)
    {
        string name = language.Language is null ? "" : $"{language.Language}: ";
        if (language.LeftOutWords > 0)
            yield return $"{name}there are more different words than are held in memory, so that {Count(language.LeftOutWords)} of {Count(language.Words)} words, the rarest, were left out.";
        UnicodeReport unicode = language.Unicode;
        double least = WorthTelling * language.Words;
        bool kept = options is { Normalization: TokenizerNormalization.None, NormalizerOf: null };
        if (kept && Math.Min(unicode.ComposedWords, unicode.DecomposedWords) > least)
        {
            yield return $"{name}{Count(unicode.ComposedWords)} words are composed (NFC) and {Count(unicode.DecomposedWords)} are not, and stay different; " +
                "the normalization NFC makes them one.";
        }

        foreach (LookAlikeCount pair in unicode.LookAlikes.Where(pair => pair.OtherCount > 0 && pair.OtherCount < pair.UsualCount && pair.OtherCount > 0.1 * least))
            yield return $"{name}{Shown(pair.Usual)} stands {Count(pair.UsualCount)} times and {Shown(pair.Other)}, which looks like it, {Count(pair.OtherCount)} times; if one is meant, exchange the other.";
        if (unicode.MixedScriptWords > least)
            yield return $"{name}{Count(unicode.MixedScriptWords)} words mix Latin with Cyrillic or Greek letters.";
        if (unicode.ApostrophesForOkina > 0)
            yield return $"{name}{Count(unicode.ApostrophesForOkina)} apostrophes or quotation marks stand where an ʻokina (U+02BB) may be meant, which itself stands {Count(unicode.Okina)} times.";
    }

    private static string Shown(string character)
    {
        string shown = char.GetUnicodeCategory(character[0]) == UnicodeCategory.NonSpacingMark ? "◌" + character : character;
        return string.Create(CultureInfo.InvariantCulture, $"{shown} (U+{(int)character[0]:X4})");
    }

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static int Round(int value)
    {
        int unit = 1;
        while (value / unit >= 100)
            unit *= 10;
        return value / unit * unit;
    }
}
