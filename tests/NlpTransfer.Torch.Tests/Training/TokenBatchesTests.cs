using CsCheck;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class TokenBatchesTests
{
    private static readonly Gen<(int[] Lengths, int Budget, ulong Seed)> Cases = Gen.Select(Gen.Int[1, 60].Array[0, 300], Gen.Int[16, 400], Gen.ULong);

    [Fact]
    public void ForEpoch_AnyLengths_TakesEachExampleOnceWithinTheBudget() => Cases.Sample(c =>
    {
        int[] order = new CounterRandom(c.Seed, "order").Permutation(c.Lengths.Length);
        List<int[]> batches = TokenBatches.ForEpoch(c.Lengths, order, c.Budget, new CounterRandom(c.Seed, "batches"));
        Assert.Equal(Enumerable.Range(0, c.Lengths.Length), batches.SelectMany(batch => batch).Order());
        Assert.All(batches, batch => Assert.True(batch.Length == 1 || batch.Length * batch.Max(i => c.Lengths[i]) <= c.Budget));
    });

    [Fact]
    public void ForEpoch_ARepeatedExample_OccursAsOftenAsDrawn()
    {
        List<int[]> batches = TokenBatches.ForEpoch([5, 6], [0, 1, 0, 0], 12, new CounterRandom(1, "batches"));
        Assert.Equal([0, 0, 0, 1], batches.SelectMany(batch => batch).Order());
    }

    [Fact]
    public void ForEpoch_ManyLengths_PadsLittleAndOrdersAnewEachEpoch()
    {
        var random = new CounterRandom(3, "lengths");
        int[] lengths = [.. Enumerable.Range(0, 2000).Select(_ => 4 + random.NextInt32(60))];
        int[][] Epoch(ulong epoch) =>
            [.. TokenBatches.ForEpoch(lengths, new CounterRandom(3, "order", epoch).Permutation(2000), 768, new CounterRandom(3, "batches", epoch))];
        int[][] first = Epoch(0);
        double padded = first.Sum(batch => batch.Length * batch.Max(i => lengths[i]));
        Assert.True(lengths.Sum() / padded > 0.9, $"{lengths.Sum() / padded:0.000} of what is computed is text");
        Assert.Equal(first, Epoch(0));
        Assert.NotEqual(first, Epoch(1));
        // Batches are shuffled: their lengths do not rise from window start to window end.
        Assert.NotEqual(first.Select(batch => lengths[batch[0]]).Order(), first.Select(batch => lengths[batch[0]]));
    }
}
