using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation.Tests;

public sealed class LeakageTests
{
    private static readonly CorpusRow[] Rows = TestRows.Of("a→a", "a→a", "a→b", "b→b", "c→a");

    private static Task<EvaluationReport> Run(EvaluationOptions options) =>
        ClassifierEvaluation.RunAsync(new FixedClassifier(0.8, "a", "b", "c"), Rows, options);

    [Fact]
    public async Task RunAsync_NothingLeaked_SaysSo()
    {
        EvaluationReport report = await Run(new() { Leakage = _ => [] });

        Assert.Equal("accuracy 0.600 [0.231, 0.882], n 5; no leakage", report.Summary);
        Assert.Equal(5, report.Leakage!.Checked);
        Assert.Null(report.Leakage.CleanAccuracy);
    }

    [Fact]
    public async Task RunAsync_RowsLeaked_NamedBeforeTheScore()
    {
        EvaluationReport report = await Run(new()
        {
            Leakage = _ => [new(3, LeakageKind.Translated), new(0, LeakageKind.Near), new(0, LeakageKind.Exact), new(1, LeakageKind.Near)],
        });

        Assert.Equal("leakage in 3 of 5 rows (1 exact, 1 near, 1 translated); accuracy 0.600 [0.231, 0.882], n 5", report.Summary);
        Assert.Equal((1, 1, 1), (report.Leakage!.Exact, report.Leakage.Near, report.Leakage.Translated));
        Assert.Equal(new LeakageExample(LeakageKind.Exact, "test.tsv:2", "a→a"), report.Leakage.Examples[0]);
        Assert.Equal((0.0, 2L), (report.Leakage.CleanAccuracy!.Value.Value, report.Leakage.CleanAccuracy.Value.N));
    }

    [Fact]
    public async Task RunAsync_RowsLeaked_ToldBeforeAnythingIsClassified()
    {
        var classifier = new FixedClassifier(0.8, "a", "b", "c");
        LeakageReport? told = null;
        await ClassifierEvaluation.RunAsync(classifier, Rows, new()
        {
            Leakage = _ => [new(4, LeakageKind.Exact)],
            LeakageFound = leakage =>
            {
                Assert.Empty(classifier.BatchSizes);
                told = leakage;
            },
        });

        Assert.Equal("leakage in 1 of 5 rows (1 exact)", told!.Summary);
        Assert.NotEmpty(classifier.BatchSizes);
    }

    [Fact]
    public async Task RunAsync_NothingLeaked_NobodyIsTold() =>
        await Run(new() { Leakage = _ => [], LeakageFound = _ => Assert.Fail("nothing leaked") });

    [Fact]
    public async Task RunAsync_Examples_LimitsWhatIsShown()
    {
        EvaluationReport report = await Run(new() { Examples = 1, Leakage = _ => [new(0, LeakageKind.Near), new(1, LeakageKind.Near)] });

        Assert.Single(report.Leakage!.Examples);
        Assert.Single(report.Mistakes);
        Assert.Equal(2, report.Leakage.Near);
    }

    [Fact]
    public async Task RunAsync_AllRowsLeaked_NoCleanAccuracy()
    {
        EvaluationReport report = await Run(new() { Leakage = rows => [.. rows.Select((_, i) => new LeakedRow(i, LeakageKind.Exact))] });

        Assert.Null(report.Leakage!.CleanAccuracy);
        Assert.Contains("No other rows are left.", report.ToMarkdown(), StringComparison.Ordinal);
    }
}
