using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation.Tests;

public sealed class LeakageTests
{
    private static readonly CorpusRow[] Rows =
    [
        .. TestRows.Of("a→a", "a→a", "a→b", "b→b", "c→a").Select((row, i) => row with { Text = $"the text number {i} →{row.Text[2..]}", Group = $"s{i}" }),
    ];

    private static LeakageIndex Trained(params CorpusRow[] rows) => LeakageIndex.Build(rows);

    private static Task<EvaluationReport> Run(EvaluationOptions options, FixedClassifier? classifier = null) =>
        ClassifierEvaluation.RunAsync(classifier ?? new FixedClassifier(0.8, "a", "b", "c"), Rows, options);

    [Fact]
    public async Task RunAsync_NothingLeaked_SaysSo()
    {
        EvaluationReport report = await Run(new() { TrainedOn = Trained(new CorpusRow("another one") { Group = "other" }) });

        Assert.EndsWith("n 5; no leakage", report.Summary, StringComparison.Ordinal);
        Assert.Equal(5, report.Leakage!.Checked);
        Assert.Null(report.Leakage.CleanAccuracy);
    }

    [Fact]
    public async Task RunAsync_RowsLeaked_NamedBeforeTheScore()
    {
        EvaluationReport report = await Run(new()
        {
            TrainedOn = Trained(Rows[4], new CorpusRow(Rows[0].Text.ToUpperInvariant()), new CorpusRow("ọ̀rọ̀ mìíràn") { Group = "s3" }),
        });

        Assert.StartsWith("leakage in 3 of 5 rows (1 exact, 1 normalized, 1 translated); accuracy 0.600", report.Summary, StringComparison.Ordinal);
        Assert.Equal((1, 1, 1, 0), (report.Leakage!.Exact, report.Leakage.Normalized, report.Leakage.Translated, report.Leakage.Near));
        Assert.Equal(
            [(OverlapKind.Exact, "test.tsv:6"), (OverlapKind.Normalized, "test.tsv:2"), (OverlapKind.Translated, "test.tsv:5")],
            report.Leakage.Examples.Select(e => (e.Kind, e.Place)));
        Assert.Equal(Rows[4].Text, report.Leakage.Examples[0].Text);
        Assert.Equal((0.5, 2L), (report.Leakage.CleanAccuracy!.Value.Value, report.Leakage.CleanAccuracy.Value.N));
    }

    [Fact]
    public async Task RunAsync_RowsLeaked_ToldBeforeAnythingIsClassified()
    {
        var classifier = new FixedClassifier(0.8, "a", "b", "c");
        LeakageReport? told = null;
        await Run(
            new()
            {
                TrainedOn = Trained(Rows[4]),
                LeakageFound = leakage =>
                {
                    Assert.Empty(classifier.BatchSizes);
                    told = leakage;
                },
            },
            classifier);

        Assert.Equal("leakage in 1 of 5 rows (1 exact)", told!.Summary);
        Assert.NotEmpty(classifier.BatchSizes);
    }

    [Fact]
    public async Task RunAsync_NothingLeaked_NobodyIsTold() =>
        await Run(new() { TrainedOn = Trained(), LeakageFound = _ => Assert.Fail("nothing leaked") });

    [Fact]
    public async Task RunAsync_Examples_LimitsWhatIsShown()
    {
        EvaluationReport report = await Run(new() { Examples = 1, TrainedOn = Trained(Rows[0], Rows[1]) });

        Assert.Single(report.Leakage!.Examples);
        Assert.Single(report.Mistakes);
        Assert.Equal(2, report.Leakage.Exact);
    }

    [Fact]
    public async Task RunAsync_AllRowsLeaked_NoCleanAccuracy()
    {
        EvaluationReport report = await Run(new() { TrainedOn = Trained(Rows) });

        Assert.Null(report.Leakage!.CleanAccuracy);
        Assert.Contains("No other rows are left.", report.ToMarkdown(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_NearContainmentOutOfRange_Refused() =>
        await Assert.ThrowsAsync<UsageException>(() => Run(new() { Leakage = new() { NearContainment = 2 } }));
}
