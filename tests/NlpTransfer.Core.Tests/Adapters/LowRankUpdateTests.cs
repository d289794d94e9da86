namespace NlpTransfer.Tests.Adapters;

public sealed class LowRankUpdateTests
{
    [Fact]
    public void Add_SmallMatrices_GivesTheSumWorkedByHand()
    {
        // W + 0.5 B A with A = [1 0.5] and B = [2 -1]ᵀ.
        float[] weight = [1, 2, 3, 4];
        LowRankUpdate.Add(weight, [1, 0.5f], [2, -1], rank: 1, scale: 0.5);
        Assert.Equal([2, 2.5f, 2.5f, 3.75f], weight);
        Assert.Throws<ArgumentException>(() => LowRankUpdate.Add(new float[4], [1, 2, 3], [2, -1], 1, 1));
    }
}
