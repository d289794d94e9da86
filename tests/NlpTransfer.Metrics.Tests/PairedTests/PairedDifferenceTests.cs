using CsCheck;

namespace NlpTransfer.Metrics.Tests;

public sealed class PairedDifferenceTests
{
    [Fact]
    public void Create_HandWorked_AdjustedWald()
    {
        // 5/62 - 1/62 = 0.064516; sqrt((6/62 - 0.064516^2) / 62) = 0.0386490.
        Interval interval = PairedDifference.Create(new McNemarCounts(4, 0, 60));

        Assert.Equal(0.0645161 - (1.9599640 * 0.0386490), interval.Low, 1e-6);
        Assert.Equal(0.0645161 + (1.9599640 * 0.0386490), interval.High, 1e-6);
    }

    [Fact]
    public void Create_AnyCounts_HoldsDifferenceAndMirrors() =>
        Gen.Select(Gen.Int[0, 300], Gen.Int[0, 300], Gen.Int[0, 300]).Where(t => t.Item1 + t.Item2 + t.Item3 > 0).Sample(t =>
        {
            int total = t.Item1 + t.Item2 + t.Item3;
            Interval interval = PairedDifference.Create(new McNemarCounts(t.Item1, t.Item2, total));
            Interval mirrored = PairedDifference.Create(new McNemarCounts(t.Item2, t.Item1, total));

            Assert.InRange((double)(t.Item1 - t.Item2) / total, interval.Low, interval.High);
            Assert.InRange(interval.Low, -1, 1);
            Assert.InRange(interval.High, -1, 1);
            Assert.Equal(-interval.High, mirrored.Low, 1e-12);
        });

    [Fact]
    public void Create_ClearlySignificant_ExcludesZeroAndTheOtherWay() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int[100, 400]).Sample(t =>
        {
            double p = McNemar.Exact(t.Item1, t.Item2);
            Interval interval = PairedDifference.Create(new McNemarCounts(t.Item1, t.Item2, t.Item1 + t.Item2 + t.Item3));
            if (p is <= 0.02 or >= 0.1)
                Assert.Equal(p >= 0.1, interval.Contains(0));
        });

    [Fact]
    public void Create_NoRows_Refused() => Assert.Throws<ArgumentOutOfRangeException>(() => PairedDifference.Create(default));
}
