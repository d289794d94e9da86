namespace NlpTransfer.Tokenization.Tests;

public class TrainingReportTests
{
    private static TokenizerTrainingReport Report(string? language, params string[] texts) =>
        UnigramTrainer.Train(texts.Select(text => new LanguageText(language, text)), new() { VocabularySize = 30, CharacterCoverage = 1 }).Report;

    private static string[] Filler(int count) => [.. Enumerable.Range(0, count).Select(i => $"aba{(char)('a' + i % 8)} bab{(char)('a' + i % 7)}")];

    [Fact]
    public void Train_Report_CountsTextsWordsAndFertility()
    {
        TokenizerTrainingReport report = Report("yor", Filler(100));

        LanguageTrainingReport language = Assert.Single(report.Languages);
        Assert.Equal(("yor", 100L, 200L, 15, 0L), (language.Language, language.Texts, language.Words, language.DistinctWords, language.LeftOutWords));
        Assert.InRange(language.Fertility, 1, 3);
        Assert.Equal(0, language.UnknownRate);
        Assert.Equal((30, 9, 9, 1.0, 15), (report.Pieces, report.Characters, report.CharactersSeen, report.CharacterCoverage, report.DistinctWords));
    }

    [Fact]
    public void Train_VocabularyAboveAThirdOfTheWords_WarnsAndSuggests()
    {
        string[] texts = [.. Enumerable.Range(0, 2_000).Select(i => $"ba{(char)('a' + i % 20)}{(char)('a' + i / 20 % 15)} ka{(char)('a' + i % 17)}")];
        TokenizerTrainingReport report = UnigramTrainer.Train(texts.Select(text => new LanguageText(null, text)), new() { VocabularySize = 120 }).Report;

        Assert.Equal(317, report.DistinctWords);
        Assert.Contains(
            "A vocabulary of 120 is more than a third of the text's 317 different words, so that many pieces are too rare to be learnt well; about 100 would fit better, or more text.",
            report.Warnings);
    }

    [Fact]
    public void Train_VocabularyThatFits_DoesNotWarn()
    {
        string[] texts = [.. Enumerable.Range(0, 2_000).Select(i => $"ba{(char)('a' + i % 20)}{(char)('a' + i / 20 % 15)} ka{(char)('a' + i % 17)}")];

        Assert.Empty(UnigramTrainer.Train(texts.Select(text => new LanguageText(null, text)), new() { VocabularySize = 100 }).Report.Warnings);
    }

    [Fact]
    public void Train_ComposedAndDecomposedWords_AreCountedAndTold()
    {
        string[] texts = [.. Filler(100), "bàba", "ba\u0300ba", "ba\u0300ba"];
        TokenizerTrainingReport Train(TokenizerNormalization normalization) =>
            UnigramTrainer.Train(texts.Select(text => new LanguageText("yor", text)), new() { VocabularySize = 30, Normalization = normalization }).Report;
        TokenizerTrainingReport report = Train(TokenizerNormalization.None);

        Assert.Equal((1L, 2L), (report.Languages[0].Unicode.ComposedWords, report.Languages[0].Unicode.DecomposedWords));
        const string Warning = "yor: 1 words are composed (NFC) and 2 are not, and stay different; the normalization NFC makes them one.";
        Assert.Contains(Warning, report.Warnings);
        Assert.DoesNotContain(Warning, Train(TokenizerNormalization.Nfc).Warnings);
    }

    [Theory]
    [InlineData("هی", "هي", "ی (U+06CC)", "ي (U+064A)")]
    [InlineData("کب", "كب", "ک (U+06A9)", "ك (U+0643)")]
    [InlineData("ọb", "o\u0329b", "◌\u0323 (U+0323)", "◌\u0329 (U+0329)")]
    public void Train_LettersThatLookAlike_AreCountedAndTold(string usual, string other, string usualShown, string otherShown)
    {
        TokenizerTrainingReport report = Report("snd", [.. Filler(100), usual, usual, other]);

        LookAlikeCount pair = Assert.Single(report.Languages[0].Unicode.LookAlikes);
        Assert.Equal((2L, 1L), (pair.UsualCount, pair.OtherCount));
        Assert.Contains($"snd: {usualShown} stands 2 times and {otherShown}, which looks like it, 1 times; if one is meant, exchange the other.", report.Warnings);
    }

    [Theory]
    [InlineData("haw", 3)]
    [InlineData("haw_Latn", 3)]
    [InlineData("eng", 0)]
    public void Train_ApostrophesForOkina_AreCountedWhereTheLanguageWritesIt(string language, long expected)
    {
        TokenizerTrainingReport report = Report(language, [.. Filler(100), "'aba", "ba’a", "‘aba", "aba'", "bab'a"]);

        Assert.Equal(expected, report.Languages[0].Unicode.ApostrophesForOkina);
        Assert.Equal(
            expected > 0,
            report.Warnings.Contains($"{language}: 3 apostrophes or quotation marks stand where an ʻokina (U+02BB) may be meant, which itself stands 0 times."));
    }

    [Fact]
    public void Train_WordsOfTwoScripts_AreCountedAndTold()
    {
        TokenizerTrainingReport report = Report("ukr", [.. Filler(100), "bаb", "bаb"]);

        Assert.Equal(2, report.Languages[0].Unicode.MixedScriptWords);
        Assert.Contains("ukr: 2 words mix Latin with Cyrillic or Greek letters.", report.Warnings);
    }

    [Fact]
    public void Train_TooManyDifferentWords_TellsHowManyWereLeftOut()
    {
        IEnumerable<LanguageText> texts = Enumerable.Range(0, 6_000).Select(i => new LanguageText("eng", $"ab w{i} ab"));
        TokenizerTrainingReport report = UnigramTrainer.Train(texts, new() { VocabularySize = 30, MaximumWords = 1_000 }).Report;

        LanguageTrainingReport language = report.Languages[0];
        Assert.InRange(language.LeftOutWords, 5_000, 6_000);
        string leftOut = language.LeftOutWords.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains($"eng: there are more different words than are held in memory, so that {leftOut} of 18,000 words, the rarest, were left out.", report.Warnings);
    }
}
