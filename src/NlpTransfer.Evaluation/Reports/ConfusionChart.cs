using System.Globalization;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;

namespace NlpTransfer.Evaluation;

/// <summary>The confusion matrix as a map of shaded cells with their counts.</summary>
internal static class ConfusionChart
{
    public static string Draw(ConfusionTable confusion)
    {
        int count = confusion.Labels.Count;
        PlotModel model = ChartSvg.Model();
        CategoryAxis right = ChartSvg.Names(AxisPosition.Left, confusion.Labels, reversed: true);
        CategoryAxis predicted = ChartSvg.Names(AxisPosition.Top, confusion.Labels);
        predicted.Angle = -40;
        model.Axes.Add(right);
        model.Axes.Add(predicted);
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
                model.Annotations.Add(Cell(i, j, confusion.Matrix[i, j], confusion.Matrix.Class(i).Support));
        }

        double names = ChartSvg.WidthOf(confusion.Labels), size = Math.Clamp(count * 52, 120, 1_400);
        model.PlotMargins = new OxyThickness(names + 24, (0.65 * names) + 30, (0.77 * names) + 16, 12);
        return ChartSvg.Write(model, size + (1.77 * names) + 40, size + (0.65 * names) + 42);
    }

    private static RectangleAnnotation Cell(int right, int predicted, long rows, long support)
    {
        // Shade, not hue, tells the share: it reads on any page and without colour vision. Strong shades would drown the count.
        double share = support == 0 ? 0 : (double)rows / support;
        OxyColor hue = right == predicted ? ChartSvg.Accent : ChartSvg.Warm;
        return new RectangleAnnotation
        {
            MinimumX = predicted - 0.5,
            MaximumX = predicted + 0.5,
            MinimumY = right - 0.5,
            MaximumY = right + 0.5,
            Fill = OxyColor.FromAColor((byte)Math.Round(170 * share), hue),
            Stroke = ChartSvg.Grid,
            StrokeThickness = 1,
            Text = rows == 0 ? "" : rows.ToString(CultureInfo.InvariantCulture),
            TextColor = ChartSvg.Ink,
        };
    }
}
