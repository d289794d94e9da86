namespace NlpTransfer.Evaluation.Tests;

public sealed class FertilityChartTests
{
    [Fact]
    public void Draw_TwoTokenizers_ShowsNamesAndValues()
    {
        string svg = FertilityChart.Draw([new("yor", "old", 2.51), new("yor", "new", 1.42), new("haw", "old", double.NaN)]);

        Assert.StartsWith("<svg", svg, StringComparison.Ordinal);
        Assert.All(["yor", "old", "new", "2.51", "1.42", "tokens a word", "currentColor"], text => Assert.Contains(text, svg, StringComparison.Ordinal));
        Assert.DoesNotContain("haw", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_Nothing_SaysSo() => Assert.Equal(
        "There is no fertility to draw: none of the texts has a word.",
        Assert.Throws<UsageException>(() => FertilityChart.Draw([new("yor", "new", double.NaN)])).Message);
}
