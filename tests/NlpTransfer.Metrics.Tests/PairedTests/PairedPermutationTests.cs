using CsCheck;

namespace NlpTransfer.Metrics.Tests;

public sealed class PairedPermutationTests
{
    [Fact]
    public void Test_SmallUngrouped_EqualsMcNemar() =>
        Gen.Int[-1, 1].Array[1, 14].Sample(d =>
            Assert.Equal(
                McNemar.Exact(d.Count(x => x > 0), d.Count(x => x < 0)),
                PairedPermutation.Test([.. d.Select(x => (double)x)]),
                1e-12));

    [Fact]
    public void Test_LargeUngrouped_NearMcNemar()
    {
        double[] differences = [.. Enumerable.Range(0, 300).Select(i => i < 40 ? 1.0 : i < 60 ? -1.0 : 0.0)];

        Assert.Equal(McNemar.Exact(40, 20), PairedPermutation.Test(differences, samples: 20_000, seed: 1), 0.005);
    }

    [Fact]
    public void Test_Groups_FlipTogether()
    {
        // Eight rows in favour are convincing alone (2/256) but not as two sentences in four languages (2/4).
        double[] differences = [1, 1, 1, 1, 1, 1, 1, 1];

        Assert.Equal(2.0 / 256, PairedPermutation.Test(differences));
        Assert.Equal(0.5, PairedPermutation.Test(differences, [5, 9, 5, 9, 5, 9, 5, 9]));
    }

    [Fact]
    public void Test_GroupsThatCancel_DoNotCount() =>
        Assert.Equal(1, PairedPermutation.Test([1, -1, 1, -1], [0, 0, 1, 1]));

    [Fact]
    public void Test_SameSeed_SameValueAndSymmetric()
    {
        double[] differences = [.. Enumerable.Range(0, 50).Select(i => i % 3 == 0 ? -1.0 : 0.8)];
        double p = PairedPermutation.Test(differences, samples: 500, seed: 4);

        Assert.Equal(p, PairedPermutation.Test(differences, samples: 500, seed: 4));
        Assert.Equal(p, PairedPermutation.Test([.. differences.Select(d => -d)], samples: 500, seed: 4));
    }

    [Fact]
    public void Test_OverwhelmingDifference_NeverZero() =>
        Assert.Equal(1.0 / 101, PairedPermutation.Test([.. Enumerable.Repeat(1.0, 500)], samples: 100));

    [Fact]
    public void Test_NoRows_Refused() => Assert.Throws<ArgumentException>(() => PairedPermutation.Test([]));
}
