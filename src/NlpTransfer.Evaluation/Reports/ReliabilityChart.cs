using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace NlpTransfer.Evaluation;

/// <summary>Accuracy against confidence: a bar a range that holds rows, the diagonal of a perfectly calibrated system behind.</summary>
internal static class ReliabilityChart
{
    public static string Draw(IReadOnlyList<ReliabilityBin> bins)
    {
        PlotModel model = ChartSvg.Model();
        model.Axes.Add(ChartSvg.Share(AxisPosition.Bottom, "confidence"));
        model.Axes.Add(ChartSvg.Share(AxisPosition.Left, "accuracy"));
        var bars = new RectangleBarSeries { FillColor = OxyColor.FromAColor(110, ChartSvg.Accent), StrokeColor = ChartSvg.Accent, StrokeThickness = 1 };
        var means = new ScatterSeries { MarkerType = MarkerType.Circle, MarkerSize = 4, MarkerFill = ChartSvg.Ink };
        foreach (ReliabilityBin bin in bins.Where(b => b.Count > 0))
        {
            bars.Items.Add(new RectangleBarItem(bin.Low, 0, bin.High, bin.Accuracy));
            means.Points.Add(new ScatterPoint(bin.Confidence, bin.Accuracy));
        }

        model.Series.Add(bars);
        model.Series.Add(means);
        model.Annotations.Add(new LineAnnotation { Type = LineAnnotationType.LinearEquation, Slope = 1, Intercept = 0, Color = ChartSvg.Warm, LineStyle = LineStyle.Dash });
        return ChartSvg.Write(model, 460, 400);
    }
}
