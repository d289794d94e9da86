using System.Globalization;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace NlpTransfer.Evaluation;

/// <summary>A picture that compares tokenizers: tokens a word, a group of bars a language.</summary>
public static class FertilityChart
{
    private static readonly OxyColor[] Colors = [ChartSvg.Accent, ChartSvg.Warm, OxyColor.FromRgb(90, 160, 90), OxyColor.FromRgb(150, 110, 190), OxyColor.FromRgb(128, 128, 128)];

    /// <summary>Draws the picture.</summary>
    /// <param name="bars">The bars; languages and tokenizers stand in the order in which they come first.</param>
    /// <returns>SVG that follows the page's text colour.</returns>
    /// <exception cref="UsageException">There is nothing to draw.</exception>
    public static string Draw(IReadOnlyList<FertilityBar> bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        FertilityBar[] shown = [.. bars.Where(bar => double.IsFinite(bar.Fertility))];
        if (shown.Length == 0)
            throw new UsageException("There is no fertility to draw: none of the texts has a word.");
        string[] languages = [.. shown.Select(bar => bar.Language).Distinct()];
        string[] tokenizers = [.. shown.Select(bar => bar.Tokenizer).Distinct()];
        PlotModel model = ChartSvg.Model();
        model.PlotMargins = new OxyThickness(ChartSvg.WidthOf(languages) + 24, 8, 24, 56);
        model.Legends.Add(new Legend { LegendPlacement = LegendPlacement.Outside, LegendPosition = LegendPosition.TopCenter, LegendOrientation = LegendOrientation.Horizontal });
        CategoryAxis names = ChartSvg.Names(AxisPosition.Left, languages, reversed: true);
        (names.GapWidth, names.Key) = (0.4, "languages");
        model.Axes.Add(names);
        model.Axes.Add(new LinearAxis
        {
            Position = AxisPosition.Bottom,
            Title = "tokens a word",
            Minimum = 0,
            MinorTickSize = 0,
            MajorGridlineStyle = LineStyle.Solid,
            MajorGridlineColor = ChartSvg.Grid,
            TicklineColor = ChartSvg.Grid,
            Key = "fertility",
        });
        for (int i = 0; i < tokenizers.Length; i++)
        {
            var series = new BarSeries
            {
                Title = tokenizers[i],
                FillColor = Colors[i % Colors.Length],
                LabelFormatString = "{0:0.00}",
                LabelPlacement = LabelPlacement.Inside,
                YAxisKey = "languages",
                XAxisKey = "fertility",
            };
            foreach (FertilityBar bar in shown.Where(bar => bar.Tokenizer == tokenizers[i]))
                series.Items.Add(new BarItem(bar.Fertility, Array.IndexOf(languages, bar.Language)));
            model.Series.Add(series);
        }

        model.Culture = CultureInfo.InvariantCulture;
        model.Annotations.Add(new LineAnnotation { Type = LineAnnotationType.Vertical, X = 1, Color = ChartSvg.Ink, LineStyle = LineStyle.Dash, StrokeThickness = 1 });
        return ChartSvg.Write(model, 760, 120 + (languages.Length * (20 + (22 * tokenizers.Length))));
    }
}
