using CsCheck;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training.Memory;

public sealed class StepMemoryTests
{
    private static readonly StepMemory Small = new() { Layers = 4, TrainedLayers = 4, Hidden = 256, Intermediate = 1024, Heads = 4, Vocabulary = 16_000, Weights = 7_000_000, Trained = 7_000_000 };

    private static readonly Gen<(int Rows, int Length, int Guesses)> Batches = Gen.Select(Gen.Int[1, 64], Gen.Int[1, 512], Gen.Int[0, 4000]);

    /// <summary>
    /// The largest resident sets of three steps of pretrain with a vocabulary of 32,000 on a machine with AVX2, in millions of bytes: layers, width, heads, values, tokens of a batch, tokens of a
    /// text, copies of the weights, whether values are dropped.
    /// </summary>
    public static TheoryData<int, int, int, long, int, int, int, bool, long> Measured => new()
    {
        { 1, 16, 2, 520_000, 256, 128, 1, false, 254 },
        { 4, 256, 4, 11_500_000, 2048, 128, 1, false, 716 },
        { 4, 256, 4, 11_500_000, 8192, 128, 1, false, 1384 },
        { 4, 256, 4, 11_500_000, 8192, 128, 1, true, 2105 },
        { 6, 384, 12, 23_300_000, 4096, 512, 1, false, 1933 },
        { 6, 384, 12, 23_300_000, 4096, 128, 3, false, 2138 },
    };

    [Theory]
    [MemberData(nameof(Measured))]
    public void Of_MeasuredRuns_IsAboveThemAndBelowTwice(int layers, int width, int heads, long weights, int tokens, int length, int copies, bool drops, long megabytes)
    {
        var memory = new StepMemory
        {
            Layers = layers,
            TrainedLayers = layers,
            Hidden = width,
            Intermediate = 4 * width,
            Heads = heads,
            Vocabulary = 32_000,
            Weights = weights,
            Trained = weights,
            Copies = copies,
            Drops = drops,
        };
        Assert.InRange(memory.Of(tokens / length, length, tokens * 15 / 100) / 1e6, megabytes, 2 * megabytes);
    }

    [Fact]
    public void Of_MoreOfAnything_IsMore() => Batches.Sample(batch =>
    {
        long Of(StepMemory memory) => memory.Of(batch.Rows, batch.Length, batch.Guesses);
        StepMemory[] more =
        [
            Small with { TrainedLayers = 5 }, Small with { Hidden = 257 }, Small with { Intermediate = 1025 }, Small with { Weights = 7_100_000 }, Small with { Trained = 7_100_000 },
            Small with { Copies = 2 }, Small with { Drops = true }, Small with { ActsInSteps = true }, Small with { Rounds = true }, Small with { Crosses = true }, Small with { Held = 10_000 },
        ];
        Assert.All(more, memory => Assert.True(Of(memory) > Of(Small), $"{memory}"));
        Assert.True(Small.Of(batch.Rows + 1, batch.Length, batch.Guesses) > Of(Small));
        Assert.True(Small.Of(batch.Rows, batch.Length + 1, batch.Guesses) > Of(Small));
        Assert.True(Small.Of(batch.Rows, batch.Length, batch.Guesses + 1) > Of(Small));
        Assert.Equal(Of(Small), (Small with { TrainedLayers = 1, Drops = true }).OfReading(batch.Rows, batch.Length, batch.Guesses));
    });

    [Fact]
    public void Of_Parts_AddUpToTheWhole() => Batches.Sample(batch =>
    {
        // What depends on the batch is a sum over its sequences, so that halves take half.
        long whole = Small.Of(2 * batch.Rows, batch.Length, 2 * batch.Guesses) - Small.Fixed, half = Small.Of(batch.Rows, batch.Length, batch.Guesses) - Small.Fixed;
        Assert.InRange(whole - (2 * half), -2, 2);
    });

    [Fact]
    public void Cut_AnyBatch_KeepsEverySequenceOnceInOrderAndKeepsToTheBudget() => Gen.Select(Gen.Int[1, 128].Array[1, 60], Gen.Int[700, 3000]).Sample(pair =>
    {
        (int[] lengths, int megabytes) = pair;
        var plan = new StepPlan(Small, MemoryBudget.Of(megabytes * 1_000_000L));
        IReadOnlyList<int[]> parts = plan.Cut(lengths, length => length, length => length / 4);
        Assert.Equal(lengths, parts.SelectMany(part => part));
        Assert.All(parts, part => Assert.True(Small.Of(part.Length, part.Max(), part.Sum(length => length / 4)) <= megabytes * 1_000_000L));
        Assert.Equal((parts.Count, megabytes * 1_000_000L), (plan.Use.Parts, plan.Use.Budget));
        Assert.InRange(plan.Use.Estimate, Small.Fixed, plan.Use.Budget);
    });

    [Fact]
    public void Cut_EnoughMemory_CutsNothing()
    {
        var plan = new StepPlan(Small, MemoryBudget.Of(1L << 40));
        plan.Check(128, 30, 8192);
        Assert.Single(plan.Cut([128, 128, 4], length => length, _ => 20));
        Assert.Equal((1, false, 8192), (plan.Use.Parts, plan.Use.MayCut, plan.ReadingTokens(8192, 128, 30)));
    }

    [Fact]
    public void Check_TooLittle_SaysWhatToChange()
    {
        UsageException none = Assert.Throws<UsageException>(() => new StepPlan(Small, MemoryBudget.Of(400_000_000)).Check(128, 30, 2048));
        Assert.Equal($"Training this model takes about {MemoryBudget.Text(Small.Fixed)} before it reads a text, and --memory allows 400 MB; take a smaller model, let fewer layers train, use fewer texts, or give it more (--memory).", none.Message);
        UsageException row = Assert.Throws<UsageException>(() => new StepPlan(Small, MemoryBudget.Of(700_000_000)).Check(20_000, 30, 2048));
        Assert.StartsWith("A single text of 20000 tokens takes about ", row.Message, StringComparison.Ordinal);
        Assert.EndsWith(" MB to learn from, and --memory allows 700 MB; take shorter texts (--max-length), let fewer layers train, or give it more (--memory).", row.Message, StringComparison.Ordinal);
        var plan = new StepPlan(Small, MemoryBudget.Of(700_000_000));
        plan.Check(128, 30, 20_000);
        Assert.True(plan.Use.MayCut);
        Assert.InRange(plan.ReadingTokens(1 << 20, 128, 30), 128, 1 << 19);
    }
}
