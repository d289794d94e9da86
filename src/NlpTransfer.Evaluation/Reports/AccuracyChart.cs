using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace NlpTransfer.Evaluation;

/// <summary>Accuracy of several systems with intervals, one below the other.</summary>
internal static class AccuracyChart
{
    public static string Draw(IReadOnlyList<SystemScores> systems, double? floor)
    {
        PlotModel model = ChartSvg.Model();
        model.PlotMargins = new OxyThickness(ChartSvg.WidthOf(systems.Select(s => s.System)) + 24, 8, 24, 56);
        CategoryAxis names = ChartSvg.Names(AxisPosition.Left, systems.Select(s => s.System), reversed: true);
        (names.Minimum, names.Maximum) = (-0.6, systems.Count - 0.4);
        model.Axes.Add(names);
        model.Axes.Add(ChartSvg.Share(AxisPosition.Bottom, "accuracy"));
        for (int i = 0; i < systems.Count; i++)
        {
            Score score = systems[i].Accuracy;
            OxyColor color = i == 0 ? ChartSvg.Accent : ChartSvg.Ink;
            var interval = new LineSeries { Color = color, StrokeThickness = 2 };
            interval.Points.Add(new DataPoint(score.Low, i));
            interval.Points.Add(new DataPoint(score.High, i));
            var value = new ScatterSeries { MarkerType = MarkerType.Circle, MarkerSize = 5, MarkerFill = color };
            value.Points.Add(new ScatterPoint(score.Value, i));
            model.Series.Add(interval);
            model.Series.Add(value);
        }

        if (floor is { } line)
            model.Annotations.Add(new LineAnnotation { Type = LineAnnotationType.Vertical, X = line, Color = ChartSvg.Warm, LineStyle = LineStyle.Dash, StrokeThickness = 1.5 });
        return ChartSvg.Write(model, 760, 90 + (34 * systems.Count));
    }
}
