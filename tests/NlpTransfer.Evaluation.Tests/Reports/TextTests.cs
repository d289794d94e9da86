namespace NlpTransfer.Evaluation.Tests;

public sealed class TextTests
{
    [Theory]
    [InlineData(0.7549, "0.755")]
    [InlineData(-0.0004, "0.000")]
    [InlineData(-0.25, "-0.250")]
    [InlineData(double.NaN, "undefined")]
    public void Three_Value_HasThreeDigitsAndNoNegativeZero(double value, string text) => Assert.Equal(text, Text.Three(value));

    [Theory]
    [InlineData(0.083, "+0.083")]
    [InlineData(-0.083, "-0.083")]
    [InlineData(-0.0002, "0.000")]
    public void Signed_Value_ShowsDirection(double value, string text) => Assert.Equal(text, Text.Signed(value));

    [Theory]
    [InlineData(0.0009, "p < 0.001")]
    [InlineData(0.004, "p 0.004")]
    public void P_Value_NeverZero(double p, string text) => Assert.Equal(text, Text.P(p));

    [Theory]
    [InlineData(1, "1 row")]
    [InlineData(4000, "4,000 rows")]
    public void Rows_Count_IsInflected(long count, string text) => Assert.Equal(text, Text.Rows(count));
}
