using System.Globalization;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace NlpTransfer.Evaluation;

/// <summary>A picture of a training: losses by step.</summary>
public static class LossChart
{
    private const int MostPoints = 400;

    private static readonly OxyColor[] Colors = [ChartSvg.Accent, ChartSvg.Warm, OxyColor.FromRgb(90, 160, 90), OxyColor.FromRgb(150, 110, 190), OxyColor.FromRgb(128, 128, 128)];

    /// <summary>Draws the picture.</summary>
    /// <param name="curves">The lines, the training loss first; a line of more than 400 points is thinned to the means of neighbours.</param>
    /// <returns>SVG that follows the page's text colour.</returns>
    /// <exception cref="UsageException">There is nothing to draw.</exception>
    public static string Draw(IReadOnlyList<LossCurve> curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        if (!curves.Any(curve => curve.Points.Any(point => double.IsFinite(point.Loss))))
            throw new UsageException("There is no loss to draw: nothing was trained.");
        PlotModel model = ChartSvg.Model();
        model.Culture = CultureInfo.InvariantCulture;
        model.PlotMargins = new OxyThickness(56, 8, 24, 56);
        model.Legends.Add(new Legend { LegendPlacement = LegendPlacement.Outside, LegendPosition = LegendPosition.TopCenter, LegendOrientation = LegendOrientation.Horizontal });
        model.Axes.Add(Axis(AxisPosition.Bottom, "step"));
        model.Axes.Add(Axis(AxisPosition.Left, "loss"));
        for (int i = 0; i < curves.Count; i++)
        {
            var series = new LineSeries
            {
                Title = curves[i].Name,
                Color = i == 0 ? OxyColor.FromArgb(150, 128, 128, 128) : Colors[(i - 1) % Colors.Length],
                StrokeThickness = i == 0 ? 1 : 2,
                MarkerType = i == 0 ? MarkerType.None : MarkerType.Circle,
                MarkerSize = 2.5,
            };
            series.Points.AddRange(Thin(curves[i].Points).Select(point => new DataPoint(point.Step, point.Loss)));
            model.Series.Add(series);
        }

        return ChartSvg.Write(model, 760, 400);
    }

    private static IEnumerable<(double Step, double Loss)> Thin(IReadOnlyList<(int Step, double Loss)> points)
    {
        int together = (points.Count + MostPoints - 1) / MostPoints;
        return points.Where(point => double.IsFinite(point.Loss)).Chunk(Math.Max(1, together)).Select(chunk => (chunk.Average(point => point.Step), chunk.Average(point => point.Loss)));
    }

    private static LinearAxis Axis(AxisPosition position, string title) => new()
    {
        Position = position,
        Title = title,
        MinorTickSize = 0,
        AxisTitleDistance = 12,
        MajorGridlineStyle = LineStyle.Solid,
        MajorGridlineColor = ChartSvg.Grid,
        TicklineColor = ChartSvg.Grid,
        MinimumPadding = 0.02,
        MaximumPadding = 0.02,
    };
}
