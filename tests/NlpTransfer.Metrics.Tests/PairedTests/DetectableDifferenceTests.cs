namespace NlpTransfer.Metrics.Tests;

public sealed class DetectableDifferenceTests
{
    [Fact]
    public void McNemar_SixRowsApart_HandWorked()
    {
        // Of six rows only 6:0 is significant (p 0.031): p^6 + (1 - p)^6 = 0.8 at p = 0.9635; 6 (2 p - 1) / 100.
        double p = Math.Pow(0.8, 1.0 / 6);

        Assert.Equal(6 * ((2 * p) - 1) / 100, DetectableDifference.McNemar(6, 100)!.Value, 1e-7);
    }

    [Fact]
    public void McNemar_FewerApartThanDecidable_TakesTheFewestThatAre() =>
        Assert.Equal(DetectableDifference.McNemar(6, 100), DetectableDifference.McNemar(2, 100));

    [Fact]
    public void McNemar_TooFewRows_Null() => Assert.Null(DetectableDifference.McNemar(1, 5));

    [Fact]
    public void McNemar_DesignFigures_AboutFourAndTwelvePoints()
    {
        // A quarter of the rows tells the systems apart.
        Assert.InRange(DetectableDifference.McNemar(200, 800)!.Value, 0.045, 0.055);
        Assert.InRange(DetectableDifference.McNemar(25, 99)!.Value, 0.12, 0.17);
    }

    [Fact]
    public void McNemar_FoundDifference_HasThePower()
    {
        double difference = DetectableDifference.McNemar(40, 200)!.Value;
        double share = (1 + (difference * 200 / 40)) / 2;
        double power = 0, choose = 1;
        for (int won = 0; won <= 40; choose = choose * (40 - won) / (won + 1), won++)
            power += McNemar.Exact(won, 40 - won) <= 0.05 ? choose * Math.Pow(share, won) * Math.Pow(1 - share, 40 - won) : 0;

        Assert.Equal(0.8, power, 1e-9);
    }

    [Fact]
    public void McNemar_HigherPower_NeedsLargerDifference() =>
        Assert.True(DetectableDifference.McNemar(40, 200, power: 0.95) > DetectableDifference.McNemar(40, 200));

    [Fact]
    public void McNemar_MoreApartThanRows_Refused() => Assert.Throws<ArgumentOutOfRangeException>(() => DetectableDifference.McNemar(7, 6));

    [Fact]
    public void OfMean_HandWorked_QuantilesTimesError()
    {
        // Mean 0, deviation sqrt(4/3), standard error sqrt(4/3)/2; quantiles 1.959964 + 0.841621.
        Assert.Equal(2.801585218 * Math.Sqrt(4.0 / 3) / 2, DetectableDifference.OfMean([1, -1, 1, -1])!.Value, 1e-8);
    }

    [Fact]
    public void OfMean_RowsRepeated_OnlyGroupsCount() =>
        Assert.Equal(
            DetectableDifference.OfMean([1, -1, 1, 0])!.Value,
            DetectableDifference.OfMean([1, 1, -1, -1, 1, 1, 0, 0], [0, 0, 1, 1, 2, 2, 3, 3])!.Value,
            1e-12);

    [Fact]
    public void OfMean_NoSpread_Null()
    {
        Assert.Null(DetectableDifference.OfMean([0, 0, 0]));
        Assert.Null(DetectableDifference.OfMean([1, 0], [3, 3]));
    }
}
