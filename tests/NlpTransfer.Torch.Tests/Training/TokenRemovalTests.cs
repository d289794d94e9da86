using CsCheck;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class TokenRemovalTests
{
    private static readonly Gen<int[]> Texts = Gen.Int[3, 50].Array[0, 30].Select(inner => (int[])[0, .. inner, 2]);

    [Fact]
    public void Apply_AnyText_KeepsSpecialTokensOrderAndAtLeastOneToken() => Gen.Select(Texts, Gen.Double[0, 0.99], Gen.ULong).Sample((ids, probability, seed) =>
    {
        int[] left = TokenRemoval.Apply(ids, ToyEncoder.IsSpecial, probability, new CounterRandom(seed, "removal"));
        Assert.Equal(0, left[0]);
        Assert.Equal(2, left[^1]);
        Assert.True(ids.Length == 2 || left.Length > 2);
        int at = 0;
        Assert.All(left, id =>
        {
            at = Array.IndexOf(ids, id, at) + 1;
            Assert.True(at > 0, "a token stands where there was none");
        });
    });

    [Fact]
    public void Apply_NoRemoval_IsTheSameArray()
    {
        int[] ids = [0, 5, 2];
        Assert.Same(ids, TokenRemoval.Apply(ids, ToyEncoder.IsSpecial, 0, new CounterRandom(1, "removal")));
    }

    [Fact]
    public void Apply_ManyTokens_RemovesTheShareAskedFor()
    {
        int[] ids = [0, .. Enumerable.Repeat(9, 100_000), 2];
        int left = TokenRemoval.Apply(ids, ToyEncoder.IsSpecial, 0.15, new CounterRandom(1, "removal")).Length - 2;
        Assert.Equal(0.85, left / 100_000.0, 0.005);
    }

    [Fact]
    public void Apply_AllWouldGo_KeepsEachTokenEquallyOften()
    {
        int[] counts = new int[4];
        for (ulong step = 0; step < 4000; step++)
        {
            int[] left = TokenRemoval.Apply([0, 10, 11, 12, 13, 2], ToyEncoder.IsSpecial, 0.999, new CounterRandom(1, "removal", step));
            if (left.Length == 3)
                counts[left[1] - 10]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 900, 1100));
    }
}
