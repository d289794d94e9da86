using CsCheck;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class LanguageMixtureTests
{
    [Fact]
    public void Counts_WorkedByHand_FollowTheRoot()
    {
        // Square roots of 16, 4 and 1 are 4, 2 and 1: of 21 rows 12, 6 and 3.
        Assert.Equal([12, 6, 3], LanguageMixture.Counts([16, 4, 1], 2, 21));
        Assert.Equal([16, 4, 1], LanguageMixture.Counts([16, 4, 1], 1, 21));
        // Equal shares of 10 among three: the first takes the one that is left.
        Assert.Equal([4, 3, 3], LanguageMixture.Counts([8, 8, 8], 5, 10));
    }

    [Fact]
    public void Counts_AnySizes_SumToTheTotalAndKeepTheOrderOfSizes() => Gen.Select(Gen.Int[1, 5000].Array[1, 12], Gen.Double[1, 100]).Sample((sizes, temperature) =>
    {
        int total = sizes.Sum();
        int[] counts = LanguageMixture.Counts(sizes, temperature, total);
        Assert.Equal(total, counts.Sum());
        Assert.All(counts, count => Assert.True(count >= 0));
        foreach ((int size, int count) in sizes.Zip(counts))
            Assert.All(sizes.Zip(counts), other => Assert.True(other.First <= size || other.Second >= count - 1));
    });

    [Fact]
    public void DrawEpoch_TemperatureOne_IsAPermutation() => Gen.Select(Gen.Int[0, 40].Array[1, 6], Gen.ULong).Sample((sizes, seed) =>
    {
        int next = 0;
        int[][] groups = [.. sizes.Select(size => Enumerable.Range((next += size) - size, size).ToArray())];
        int[] order = LanguageMixture.DrawEpoch(groups, 1, new CounterRandom(seed, "mixture"));
        Assert.Equal(Enumerable.Range(0, next), order.Order());
    });

    [Fact]
    public void DrawEpoch_HighTemperature_RepeatsSmallGroupsEvenlyAndThinsLargeOnes()
    {
        int[][] groups = [[.. Enumerable.Range(0, 90)], [.. Enumerable.Range(90, 10)]];
        int[] order = LanguageMixture.DrawEpoch(groups, 100, new CounterRandom(1, "mixture"));
        Assert.Equal(100, order.Length);
        int[] small = [.. order.Where(row => row >= 90)];
        Assert.InRange(small.Length, 48, 50);
        Assert.All(small.GroupBy(row => row), row => Assert.InRange(row.Count(), 4, 5));
        Assert.All(order.Where(row => row < 90).GroupBy(row => row), row => Assert.Single(row));
        Assert.NotEqual(order, LanguageMixture.DrawEpoch(groups, 100, new CounterRandom(1, "mixture", 1)));
    }
}
