using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation.Tests;

public sealed class ClassifierEvaluationTests
{
    private static readonly CorpusRow[] Rows = TestRows.Of("a→a", "a→a", "a→b", "b→b", "c→a");

    private static Task<EvaluationReport> Run(CorpusRow[] rows, EvaluationOptions? options = null) =>
        ClassifierEvaluation.RunAsync(new FixedClassifier(0.8, "a", "b", "c"), rows, options);

    [Fact]
    public async Task RunAsync_HandWorked_AllScores()
    {
        EvaluationReport report = await Run(Rows);

        Assert.Equal(0.6, report.Accuracy.Value);
        Assert.Equal(5, report.Accuracy.N);
        Assert.Equal(WilsonInterval.Create(3, 5), new Interval(report.Accuracy.Low, report.Accuracy.High));
        // F1: a 2*2/(3+3), b 2*1/(1+2), c 0.
        Assert.Equal(((2.0 / 3) + (2.0 / 3)) / 3, report.MacroF1.Value, 1e-15);
        Assert.InRange(report.MacroF1.Value, report.MacroF1.Low, report.MacroF1.High);
        Assert.Equal(["a", "b", "c"], report.Confusion.Labels);
        Assert.Equal(1, report.Confusion.Matrix[2, 0]);
        Assert.Equal(new ClassScores(0.5, 1, 2.0 / 3, 1, 2), report.Labels[1].Scores);
        Assert.Equal(0.2, report.Calibration!.Ece, 1e-12);
        Assert.Equal(("majority", 0.6), (report.Majority.System, report.Majority.Accuracy.Value));
        Assert.Null(report.Floor);
        Assert.Empty(report.Comparisons);
        Assert.Empty(report.Warnings);
        Assert.Equal("accuracy 0.600 [0.231, 0.882], n 5; leakage not checked", report.Summary);
    }

    [Fact]
    public async Task RunAsync_Brier_HandWorked()
    {
        EvaluationReport report = await Run(Rows);

        // Right: 0.2^2 + 2 * 0.1^2 = 0.06; wrong: 0.8^2 + 0.9^2 + 0.1^2 = 1.46.
        Assert.Equal(((3 * 0.06) + (2 * 1.46)) / 5, report.Calibration!.Brier, 1e-12);
        Assert.Equal(-((3 * Math.Log(0.8)) + (2 * Math.Log(0.1))) / 5, report.Calibration.LogLoss, 1e-12);
    }

    [Fact]
    public async Task RunAsync_FloorAndRivals_ComparedInOrderAndCorrected()
    {
        string[] expected = [.. TestRows.Repeat("a", 20), .. TestRows.Repeat("b", 20)];
        CorpusRow[] rows = TestRows.Of([.. expected.Select(label => $"{label}→{label}")]);
        SystemPredictions floor = SystemPredictions.FromLabels("letters", TestRows.Repeat("a", 40));
        SystemPredictions rival = SystemPredictions.FromLabels("rival", [.. expected[..39], "a"]);

        EvaluationReport report = await Run(rows, new() { Floor = floor, Against = [rival, ("twin", new FixedClassifier(0.6, "a", "b"))] });

        Assert.Equal(["letters", "rival", "twin"], report.Comparisons.Select(c => c.Against));
        Assert.Equal([Verdict.Helps, Verdict.Undecided, Verdict.Undecided], report.Comparisons.Select(c => c.Verdict));
        Assert.Equal(McNemar.Exact(20, 0), report.Comparisons[0].RawPValue);
        Assert.Equal(3 * McNemar.Exact(20, 0), report.Comparisons[0].PValue, 1e-18);
        Assert.Equal(0.5, report.Comparisons[0].Difference.Value);
        Assert.Equal(0.025, report.Comparisons[1].Difference.Value, 1e-15);
        Assert.Equal(0, report.Comparisons[2].Difference.Value);
        Assert.Equal(DetectableDifference.McNemar(20, 40), report.Comparisons[0].SmallestDetectable);
        Assert.Equal(
            "accuracy 1.000 [0.912, 1.000], n 40; letters 0.500; helps, p < 0.001; rival 0.975; undecided, p 1.000 (these rows show differences from 0.139); " +
            "twin 1.000; undecided, p 1.000 (these rows show differences from 0.139); leakage not checked",
            report.Summary);
    }

    [Fact]
    public async Task RunAsync_WorseThanFloor_Hurts()
    {
        CorpusRow[] rows = TestRows.Of(TestRows.Repeat("a→b", 10));

        EvaluationReport report = await Run(rows, new() { Floor = SystemPredictions.FromLabels("letters", TestRows.Repeat("a", 10)) });

        Assert.Equal(Verdict.Hurts, report.Comparisons[0].Verdict);
        Assert.Equal("accuracy 0.000 [0.000, 0.278], n 10; letters 1.000; hurts, p 0.002; leakage not checked", report.Summary);
    }

    [Fact]
    public async Task RunAsync_UnknownLabel_CountsAsErrorAndIsNamed()
    {
        EvaluationReport report = await Run(TestRows.Of("a→a", "x→a", "x→b", "new→a"));

        Assert.Equal(0.25, report.Accuracy.Value);
        Assert.Equal(["a", "new", "x", "b"], report.Confusion.Labels);
        Assert.Equal(["3 of 4 rows have labels that model was never trained on, and count as errors: 'new' (1), 'x' (2)."], report.Warnings);
        // The unknown label's probability is 0: 0.8^2 + 0.1^2 + 0.1^2 + 1.
        Assert.Equal((0.06 + (3 * 1.66)) / 4, report.Calibration!.Brier, 1e-12);
    }

    [Fact]
    public async Task RunAsync_OneUnknownLabel_IsNamed() =>
        Assert.Equal(
            ["1 of 2 rows has a label that model was never trained on, and counts as an error: 'x'."],
            (await Run(TestRows.Of("a→a", "x→a"))).Warnings);

    [Fact]
    public async Task RunAsync_OneRow_IsScored()
    {
        EvaluationReport report = await Run(TestRows.Of("a→a"), new() { Floor = SystemPredictions.FromLabels("letters", ["b"]) });

        Assert.Equal("accuracy 1.000 [0.207, 1.000], n 1; letters 0.000; undecided, p 1.000; leakage not checked", report.Summary);
        Assert.Null(report.Comparisons[0].SmallestDetectable);
        Assert.Equal(["All rows have the label 'a': these figures say nothing about telling labels apart."], report.Warnings);
    }

    [Fact]
    public async Task RunAsync_NoRows_BadData() =>
        Assert.Equal(
            "There are no rows to evaluate on; give at least one labelled row.",
            (await Assert.ThrowsAsync<BadDataException>(() => Run([]))).Message);

    [Fact]
    public async Task RunAsync_RowWithoutLabel_NamesItsPlace() =>
        Assert.Equal(
            "/data/test.tsv:3: the row has no label; every row to evaluate on needs one.",
            (await Assert.ThrowsAsync<BadDataException>(() => Run([Rows[0], Rows[1] with { Label = null }]))).Message);

    [Fact]
    public async Task RunAsync_PredictionsOfOtherLength_Usage() =>
        Assert.Equal(
            "letters predicts 1 rows, but 5 are evaluated; give its predictions for the same rows in the same order.",
            (await Assert.ThrowsAsync<UsageException>(() => Run(Rows, new() { Floor = SystemPredictions.FromLabels("letters", ["a"]) }))).Message);

    [Fact]
    public async Task RunAsync_TruncatedTexts_Counted()
    {
        var classifier = new FixedClassifier(0.8, "a", "b") { CutTokens = 7 };

        EvaluationReport report = await ClassifierEvaluation.RunAsync(classifier, TestRows.Of("a→a", "a→long → a", "b→long → b"));

        Assert.Equal(new Truncation(2, 14), report.Truncated);
        Assert.Equal(["2 rows were longer than model reads: 14 tokens were not seen."], report.Warnings);
    }

    [Fact]
    public async Task RunAsync_RowsInGroups_TestedByGroup()
    {
        // Ten sentences in four languages: forty rows, but only ten independent ones.
        CorpusRow[] rows = [.. TestRows.Of(TestRows.Repeat("a→a", 40)).Select((row, i) => row with { Group = $"s{i % 10}" })];
        string[] floor = [.. Enumerable.Range(0, 40).Select(i => i % 10 < 4 ? "b" : "a")];

        EvaluationReport report = await Run(rows, new() { Floor = SystemPredictions.FromLabels("letters", floor) });

        Assert.Equal("permutation by group", report.Comparisons[0].Test);
        Assert.Equal(2.0 / 16, report.Comparisons[0].RawPValue);
        Assert.Equal(Verdict.Undecided, report.Comparisons[0].Verdict);
        Assert.Equal(WilsonInterval.Create(10, 10).Low, report.Accuracy.Low);
        Assert.Contains("The 40 rows come in 10 groups: intervals and tests treat each group as one.", report.Warnings);
    }

    [Fact]
    public async Task RunAsync_BatchSize_SplitsAndTellsProgress()
    {
        var classifier = new FixedClassifier(0.8, "a", "b", "c");
        var told = new List<WorkProgress>();
        await ClassifierEvaluation.RunAsync(classifier, Rows, new() { BatchSize = 2 }, new InlineProgress(told.Add));

        Assert.Equal([2, 2, 1], classifier.BatchSizes);
        Assert.Equal(new WorkProgress("classifying with model", 4, 5), told[1]);
        Assert.Equal(new WorkProgress("comparing", 2, 2), told[^1]);
    }

    [Fact]
    public async Task RunAsync_Cancelled_Stops() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            ClassifierEvaluation.RunAsync(new FixedClassifier(0.8, "a", "b"), Rows, cancellationToken: new CancellationToken(true)));

    [Fact]
    public async Task RunAsync_SameSeed_SameBytes()
    {
        var options = new EvaluationOptions { Statistics = new() { Seed = 5 }, Floor = SystemPredictions.FromLabels("letters", ["a", "b", "a", "b", "c"]) };

        Assert.Equal((await Run(Rows, options)).ToHtml(), (await Run(Rows, options)).ToHtml());
    }

    [Fact]
    public async Task RunAsync_Corpus_ReadsIt()
    {
        EvaluationReport report = await ClassifierEvaluation.RunAsync(new FixedClassifier(0.8, "a", "b", "c"), LabeledCorpus.FromRows(Rows));

        Assert.Equal(0.6, report.Accuracy.Value);
    }

    [Fact]
    public async Task RunAsync_Majority_TakenFromTraining()
    {
        EvaluationReport report = await Run(Rows, new() { Majority = new MajorityClassifier(["b", "b", "a"]) });

        Assert.Equal(0.2, report.Majority.Accuracy.Value);
    }

    [Fact]
    public async Task RunAsync_FaultyOptions_NamesAll()
    {
        var options = new EvaluationOptions
        {
            Name = "letters",
            Floor = SystemPredictions.FromLabels("letters", []),
            BatchSize = 0,
            Examples = -1,
            Statistics = new() { Confidence = 1, BootstrapSamples = 1, PermutationSamples = 1 },
        };

        Assert.Equal(
            "options for evaluation: Confidence must be from 0.5 to 0.999, not 1; BootstrapSamples must be from 100 to 1000000, not 1; " +
            "PermutationSamples must be from 100 to 10000000, not 1; each system needs a name of its own, but 'letters' occurs several times; " +
            "BatchSize must be from 1 to 65536, not 0; Examples must be from 0 to 1000, not -1",
            (await Assert.ThrowsAsync<UsageException>(() => Run(Rows, options))).Message);
    }
}
