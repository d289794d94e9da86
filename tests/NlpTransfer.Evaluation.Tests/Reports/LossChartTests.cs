using System.Text.RegularExpressions;

namespace NlpTransfer.Evaluation.Tests;

public sealed partial class LossChartTests
{
    [Fact]
    public void Draw_TwoCurves_ShowsNamesAndAxes()
    {
        string svg = LossChart.Draw([new("training", [(1, 5), (2, 4)]), new("yor, held out", [(0, 5.5), (2, 4.5)])]);
        Assert.StartsWith("<svg", svg, StringComparison.Ordinal);
        Assert.All(["training", "yor, held out", "step", "loss", "currentColor"], text => Assert.Contains(text, svg, StringComparison.Ordinal));
    }

    [Fact]
    public void Draw_LongRun_IsThinned()
    {
        int Points(int count) => LossChart.Draw([new("training", [.. Enumerable.Range(0, count).Select(step => (step, 5 - (step * 1e-4) + (step % 3)))])])
            .Split("<polyline")[1..].Max(line => Numbers().Count(line.Split("points=\"")[1].Split('"')[0]) / 2);
        Assert.Equal(100, Points(100));
        Assert.InRange(Points(20_000), 200, 400);
    }

    [Fact]
    public void Draw_Nothing_SaysSo() => Assert.Equal(
        "There is no loss to draw: nothing was trained.", Assert.Throws<UsageException>(() => LossChart.Draw([new("training", [])])).Message);

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    private static partial Regex Numbers();
}
