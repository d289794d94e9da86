using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation.Tests;

public sealed class CrossValidationReportTests
{
    private static SystemPredictions Right(string name, CorpusRow[] rows, Func<int, bool> right) =>
        SystemPredictions.FromLabels(name, [.. rows.Select((row, i) => right(i) ? row.Label! : "wrong")]);

    private static CorpusRow[] Translated(int sentences, params string[] languages) =>
    [
        .. languages.SelectMany(language => Enumerable.Range(0, sentences).Select(i =>
            new CorpusRow("text") { Label = i % 2 == 0 ? "a" : "b", Language = language, Group = $"s{i}" })),
    ];

    [Fact]
    public void Create_OneLanguage_EveryPairOnce()
    {
        CorpusRow[] rows = Translated(40, "yor");
        CrossValidationReport report = CrossValidationReport.Create(
            rows, [Right("letters", rows, i => i < 20), Right("kernel", rows, i => i < 30), Right("combined", rows, i => i < 36)], new() { Folds = 5 });

        Assert.Equal([("kernel", "letters"), ("combined", "letters"), ("combined", "kernel")], report.Comparisons.Select(c => (c.System, c.Against)));
        Assert.All(report.Comparisons, c => Assert.Equal("mcnemar", c.Test));
        Assert.Equal(Holm.Adjust([McNemar.Exact(10, 0), McNemar.Exact(16, 0), McNemar.Exact(6, 0)]), report.Comparisons.Select(c => c.PValue));
        Assert.Empty(report.LanguageComparisons);
        Assert.All(report.Strategies, s => Assert.Empty(s.Languages));
        Assert.Equal(
            "accuracy in 5 folds, n 40: letters 0.500 [0.352, 0.648]; kernel 0.750 [0.598, 0.858]; combined 0.900 [0.769, 0.960]", report.Summary);
    }

    [Fact]
    public void Create_SeveralLanguages_CorrectsEachPairOverTheLanguages()
    {
        CorpusRow[] rows = Translated(20, "yor", "snd");
        CrossValidationReport report = CrossValidationReport.Create(
            rows, [Right("letters", rows, i => i % 20 < 8), Right("kernel", rows, i => i % 20 < 14), Right("full", rows, i => i % 20 < (i < 20 ? 18 : 8))], new() { Folds = 5 });

        Assert.Equal(
            [("kernel", "letters", "yor"), ("kernel", "letters", "snd"), ("full", "letters", "yor"), ("full", "letters", "snd"), ("full", "kernel", "yor"), ("full", "kernel", "snd")],
            report.LanguageComparisons.Select(c => (c.System, c.Against, c.Language!)));
        Assert.Equal(Holm.Adjust([McNemar.Exact(10, 0), 1]), report.LanguageComparisons.Skip(2).Take(2).Select(c => c.PValue));
        Assert.Equal([Verdict.Helps, Verdict.Undecided], report.LanguageComparisons.Skip(2).Take(2).Select(c => c.Verdict));
    }

    [Fact]
    public void Create_Progress_CountsScoresAndComparisons()
    {
        CorpusRow[] rows = Translated(4, "yor", "snd");
        var told = new List<WorkProgress>();
        CrossValidationReport.Create(rows, [Right("letters", rows, _ => true), Right("kernel", rows, _ => false)], new() { Folds = 2 }, new InlineProgress(told.Add));

        Assert.Equal(Enumerable.Range(1, 9).Select(i => new WorkProgress("comparing", i, 9)), told);
    }

    [Fact]
    public void Create_Baseline_ComparesWithItAlone()
    {
        CorpusRow[] rows = Translated(10, "yor");
        CrossValidationReport report = CrossValidationReport.Create(
            rows, [Right("kernel", rows, i => i < 5), Right("letters", rows, i => i < 7), Right("full", rows, i => i < 2)], new() { Folds = 2, Baselines = ["letters"] });

        Assert.Equal([("kernel", "letters"), ("full", "letters")], report.Comparisons.Select(c => (c.System, c.Against)));
    }

    [Fact]
    public void Create_SeveralBaselines_ComparesEachStrategyWithThem()
    {
        CorpusRow[] rows = Translated(10, "yor");
        SystemPredictions[] strategies = [.. new[] { "letters", "old", "new", "newer" }.Select((name, place) => Right(name, rows, i => i < 5 + place))];
        CrossValidationReport report = CrossValidationReport.Create(rows, strategies, new() { Folds = 2, Baselines = ["letters", "old"] });

        Assert.Equal(
            [("old", "letters"), ("new", "letters"), ("new", "old"), ("newer", "letters"), ("newer", "old")], report.Comparisons.Select(c => (c.System, c.Against)));
    }

    [Fact]
    public void Create_Translations_ClusteredByGroup()
    {
        CorpusRow[] rows = Translated(12, "yor", "snd", "hau", "amh");
        // The second strategy gains three sentences in all four languages: twelve rows, but three independent gains.
        CrossValidationReport report = CrossValidationReport.Create(
            rows, [Right("letters", rows, i => i % 12 < 6), Right("combined", rows, i => i % 12 < 9)], new() { Folds = 5 });

        Assert.Equal((48, 12), (report.Rows, report.Groups));
        Comparison average = Assert.Single(report.Comparisons);
        Assert.Null(average.Language);
        Assert.Equal("permutation by group", average.Test);
        Assert.Equal(2.0 / 8, average.RawPValue);
        Assert.Equal(0.25, average.Difference.Value, 1e-12);
        Assert.Equal(["yor", "snd", "hau", "amh"], report.LanguageComparisons.Select(c => c.Language));
        Assert.All(report.LanguageComparisons, c => Assert.Equal(("mcnemar", McNemar.Exact(3, 0)), (c.Test, c.RawPValue)));
        Assert.Equal(["yor", "snd", "hau", "amh"], report.Strategies[1].Languages.Select(l => l.Language));
        Assert.All(report.Strategies[1].Languages, l => Assert.Equal(0.75, l.Scores.Accuracy.Value));

        // The interval is that of twelve rows, not of 48: resampling 0.25 of 12 has a deviation of 0.125.
        Assert.InRange(average.Difference.High - average.Difference.Low, 0.4, 0.52);
    }

    [Fact]
    public void Create_LanguagesOfOtherSizes_WeighTheSame()
    {
        CorpusRow[] rows = [.. Translated(10, "yor"), .. Translated(90, "snd")];
        CrossValidationReport report = CrossValidationReport.Create(
            rows, [Right("letters", rows, _ => false), Right("combined", rows, i => i < 10)], new() { Folds = 5 });

        Assert.Equal(0.5, report.Strategies[1].Scores.Accuracy.Value);
        Assert.Equal(0.5, report.Comparisons[0].Difference.Value, 1e-12);
        Assert.Equal(report.Strategies[1].Languages.Average(l => l.Scores.MacroF1.Value), report.Strategies[1].Scores.MacroF1.Value, 1e-12);
    }

    [Fact]
    public void Create_FaultyOptions_NamesAll()
    {
        CorpusRow[] rows = Translated(2, "yor");
        SystemPredictions letters = Right("letters", rows, _ => true);

        Assert.Equal(
            "options for cross-validation: Folds must be from 2 to 1000, not 1; 'kernel' of the Baselines is none of the strategies 'letters'",
            Assert.Throws<UsageException>(() => CrossValidationReport.Create(rows, [letters], new() { Folds = 1, Baselines = ["kernel"] })).Message);
        Assert.Equal(
            "options for cross-validation: each of the Baselines can be named once",
            Assert.Throws<UsageException>(() => CrossValidationReport.Create(rows, [letters], new() { Folds = 2, Baselines = ["letters", "letters"] })).Message);
        Assert.Equal(
            "options for cross-validation: each strategy needs a name of its own, not 'letters', 'letters'",
            Assert.Throws<UsageException>(() => CrossValidationReport.Create(rows, [letters, letters], new() { Folds = 2 })).Message);
    }

    [Fact]
    public void Create_NoRows_BadData() =>
        Assert.Throws<BadDataException>(() => CrossValidationReport.Create([], [SystemPredictions.FromLabels("letters", [])], new() { Folds = 2 }));
}
