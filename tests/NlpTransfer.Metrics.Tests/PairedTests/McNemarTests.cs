using CsCheck;

namespace NlpTransfer.Metrics.Tests;

public sealed class McNemarTests
{
    [Theory]
    [InlineData(0, 0, 1.0)]
    [InlineData(1, 0, 1.0)]
    [InlineData(5, 0, 0.0625)]
    [InlineData(6, 0, 0.03125)]
    [InlineData(1, 9, 0.021484375)] // 2 (1 + 10) / 1024
    [InlineData(4, 4, 1.0)]
    public void Exact_HandWorked_TwiceTheTail(int first, int second, double p) => Assert.Equal(p, McNemar.Exact(first, second), 1e-13);

    [Fact]
    public void Exact_AnyCounts_SymmetricAndMonotone() =>
        Gen.Select(Gen.Int[0, 3_000], Gen.Int[0, 3_000]).Sample(t =>
        {
            double p = McNemar.Exact(t.Item1, t.Item2);
            Assert.Equal(p, McNemar.Exact(t.Item2, t.Item1));
            Assert.InRange(p, 0, 1);
            if (t.Item1 >= t.Item2)
                Assert.True(McNemar.Exact(t.Item1 + 1, t.Item2) <= p * (1 + 1e-9));
        });

    [Fact]
    public void Tail_AnyBinomial_EqualsPlainSum() =>
        Gen.Select(Gen.Int[1, 50], Gen.Int[0, 50], Gen.Double[0.01, 0.99]).Sample(t =>
        {
            (int n, int k, double p) = t;
            double sum = 0, choose = 1;
            for (int i = 0; i <= Math.Min(k, n); choose = choose * (n - i) / (i + 1), i++)
                sum += choose * Math.Pow(p, i) * Math.Pow(1 - p, n - i);
            Assert.Equal(sum, McNemar.Tail(k, n, p), 1e-11);
        });

    [Fact]
    public void Exact_ManyRows_KeepsPrecision() =>
        // Half of 2,001 rows and one more to the second: 2 P(X <= 1000) of Binomial(2001, 1/2) is exactly 1.
        Assert.Equal(1, McNemar.Exact(1_000, 1_001), 1e-10);

    [Theory] // scipy.stats.binomtest
    [InlineData(1000, 1200, 2.181702640791419e-05)]
    [InlineData(4000, 4300, 0.001029736761268131)]
    [InlineData(10, 200, 4.728263442876991e-47)]
    public void Exact_ManyRows_EqualsScipy(int first, int second, double p) => Assert.InRange(McNemar.Exact(first, second) / p, 1 - 1e-9, 1 + 1e-9);

    [Fact]
    public void Count_Outcomes_Counted()
    {
        McNemarCounts counts = McNemar.Count([true, true, false, false, true], [true, false, true, false, false]);

        Assert.Equal(new McNemarCounts(2, 1, 5), counts);
        Assert.Equal(0.2, counts.Difference);
        Assert.Equal(1, counts.PValue);
    }

    [Fact]
    public void Exact_Negative_Refused() => Assert.Throws<ArgumentOutOfRangeException>(() => McNemar.Exact(-1, 0));
}
