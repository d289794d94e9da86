using System.Globalization;
using CsCheck;

namespace NlpTransfer.Metrics.Tests;

public sealed class FixedTextTests
{
    [Theory]
    [InlineData(6.25, 1, "6.2")]
    [InlineData(18.75, 1, "18.8")]
    [InlineData(2.5, 0, "2")]
    [InlineData(0.125, 2, "0.12")]
    [InlineData(2.675, 2, "2.67")]
    [InlineData(0, 2, "0.00")]
    [InlineData(-1.25, 1, "-1.2")]
    [InlineData(1e20, 1, "100000000000000000000.0")]
    [InlineData(5e-324, 3, "0.000")]
    [InlineData(99.99999, 2, "100.00")]
    [InlineData(double.NaN, 2, "NaN")]
    public void Format_Halves_ToEvenByExactValue(double value, int decimals, string text) => Assert.Equal(text, FixedText.Format(value, decimals));

    [Fact]
    public void Format_AnyNumber_WithinHalfOfLastPlace() => (from value in Gen.Double[-1000, 1000] from decimals in Gen.Int[0, 6] select (value, decimals)).Sample(t =>
    {
        double back = double.Parse(FixedText.Format(t.value, t.decimals), CultureInfo.InvariantCulture);
        Assert.True(Math.Abs(back - t.value) <= (0.5 * Math.Pow(10, -t.decimals)) + 1e-12);
    });
}
