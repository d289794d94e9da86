namespace NlpTransfer.Metrics.Tests;

/// <summary>Paired tests on small corpora.</summary>
public sealed class PairedTranslationTestTests
{
    private static readonly string[] Reference = [.. Enumerable.Range(0, 60).Select(i => $"word{i} is here and word{i + 1} is there today")];
    private static readonly string[] Worse = [.. Reference.Select((line, i) => i % 2 == 0 ? line.Replace("is", "was", StringComparison.Ordinal) : line)];
    private static readonly PairedTestOptions Few = new() { BootstrapSamples = 200, RandomizationTrials = 300 };

    [Fact]
    public void Bootstrap_WorseBaseline_SmallestPValueAndIntervalAroundScore()
    {
        IReadOnlyList<BootstrappedScore> scores = PairedTranslationTest.Bootstrap(new Bleu(), [Worse, Reference], [Reference], Few);
        Assert.Null(scores[0].PValue);
        Assert.Equal(1.0 / 201, scores[1].PValue);
        Assert.InRange(scores[0].Value, scores[0].Low, scores[0].High);
        Assert.Equal((scores[0].High - scores[0].Low) / 2, scores[0].HalfWidth, 9);
        Assert.Equal(100, scores[1].Mean, 4);
        Assert.StartsWith("nrefs:1|bs:200|seed:12345|case:mixed|", scores[0].Signature, StringComparison.Ordinal);
    }

    [Fact]
    public void Randomize_WorseBaseline_SmallestPValue()
    {
        IReadOnlyList<RandomizedScore> scores = PairedTranslationTest.Randomize(new Ter(), [Worse, Reference], [Reference], Few);
        Assert.Null(scores[0].PValue);
        Assert.Equal(1.0 / 301, scores[1].PValue);
        Assert.StartsWith("nrefs:1|ar:300|seed:12345|case:lc|", scores[1].Signature, StringComparison.Ordinal);
    }

    [Fact]
    public void Bootstrap_Seed_ChangesDraws()
    {
        double Mean(ulong seed) => PairedTranslationTest.Bootstrap(new Chrf(), [Worse], [Reference], Few with { Seed = seed })[0].Mean;
        Assert.Equal(Mean(1), Mean(1));
        Assert.NotEqual(Mean(1), Mean(2));
    }

    [Fact]
    public void Bootstrap_BadInput_SaysWhat()
    {
        Assert.Contains("no systems", Assert.Throws<BadDataException>(() => PairedTranslationTest.Bootstrap(new Bleu(), [], [["a"]])).Message, StringComparison.Ordinal);
        Assert.Contains("system 2 has 1", Assert.Throws<BadDataException>(() => PairedTranslationTest.Bootstrap(new Bleu(), [["a", "b"], ["a"]], [["a", "b"]])).Message, StringComparison.Ordinal);
        var options = new PairedTestOptions { BootstrapSamples = 0, RandomizationTrials = 0 };
        string message = Assert.Throws<UsageException>(() => PairedTranslationTest.Randomize(new Bleu(), [["a"]], [["a"]], options)).Message;
        Assert.Contains("BootstrapSamples", message, StringComparison.Ordinal);
        Assert.Contains("RandomizationTrials", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Randomize_MoreSwapsThanAnArrayHolds_Begins()
    {
        string[] lines = [.. Enumerable.Repeat("a b", 3_000)];
        var comparison = TranslationComparison.Create(new Chrf(), [lines, lines], [lines], new() { RandomizationTrials = 1_000_000 });
        using var stop = new CancellationTokenSource();
        int trials = 0;
        var progress = new Counting(() =>
        {
            if (++trials == 3)
                stop.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => comparison.Randomize(progress, stop.Token));
    }

    private sealed class Counting(Action told) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => told();
    }
}
