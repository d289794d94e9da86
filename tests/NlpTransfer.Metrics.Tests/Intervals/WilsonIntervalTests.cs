using CsCheck;

namespace NlpTransfer.Metrics.Tests;

public sealed class WilsonIntervalTests
{
    [Fact]
    public void Create_HalfOfHundred_KnownInterval()
    {
        // Centre 0.5; half width z sqrt(0.25/100 + z^2/40000) / (1 + z^2/100) with z = 1.959963984540054.
        Interval interval = WilsonInterval.Create(50, 100);

        Assert.Equal(0.4038315303, interval.Low, 1e-9);
        Assert.Equal(0.5961684697, interval.High, 1e-9);
    }

    [Fact]
    public void Create_AnyCounts_InsideUnitAndAroundShare() =>
        Gen.Int[1, 100_000].SelectMany(n => Gen.Int[0, n].Select(k => (k, n))).Sample(t =>
        {
            Interval interval = WilsonInterval.Create(t.k, t.n);
            Assert.InRange(interval.Low, 0, 1);
            Assert.InRange(interval.High, 0, 1);
            Assert.True(interval.Contains((double)t.k / t.n));
            Interval mirrored = WilsonInterval.Create(t.n - t.k, t.n);
            Assert.Equal(1 - interval.High, mirrored.Low, 1e-12);
            Interval wider = WilsonInterval.Create(t.k, t.n, 0.99);
            Assert.True(wider.High - wider.Low > interval.High - interval.Low);
        });

    [Fact]
    public void Score_Counts_CarriesAll() =>
        Assert.Equal((0.5, 2L), (WilsonInterval.Score(1, 2).Value, WilsonInterval.Score(1, 2).N));

    [Theory]
    [InlineData(0, 0, 0.95)]
    [InlineData(3, 2, 0.95)]
    [InlineData(-1, 2, 0.95)]
    [InlineData(1, 2, 1.0)]
    public void Create_Impossible_Refused(long successes, long n, double confidence) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Create(successes, n, confidence));
}
