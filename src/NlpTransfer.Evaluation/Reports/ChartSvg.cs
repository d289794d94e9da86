using System.Globalization;
using OxyPlot;
using OxyPlot.Axes;

namespace NlpTransfer.Evaluation;

/// <summary>What all pictures share: colours that hold on light and dark pages, and the way to SVG.</summary>
internal static class ChartSvg
{
    /// <summary>Stands for the page's text colour until the picture is written.</summary>
    internal static readonly OxyColor Ink = OxyColor.FromRgb(1, 2, 3);

    internal static readonly OxyColor Grid = OxyColor.FromArgb(60, 128, 128, 128);

    internal static readonly OxyColor Accent = OxyColor.FromRgb(59, 125, 216);

    internal static readonly OxyColor Warm = OxyColor.FromRgb(216, 99, 59);

    public static PlotModel Model() => new()
    {
        DefaultFont = "sans-serif",
        DefaultFontSize = 13,
        TextColor = Ink,
        PlotAreaBorderColor = Grid,
        Background = OxyColors.Transparent,
    };

    public static LinearAxis Share(AxisPosition position, string title) => new()
    {
        Position = position,
        Title = title,
        Minimum = 0,
        Maximum = 1,
        MajorStep = 0.2,
        MinorTickSize = 0,
        AxisTitleDistance = 12,
        StringFormat = "0.0",
        MajorGridlineStyle = LineStyle.Solid,
        MajorGridlineColor = Grid,
        TicklineColor = Grid,
        IsZoomEnabled = false,
    };

    public static CategoryAxis Names(AxisPosition position, IEnumerable<string> names, bool reversed = false)
    {
        var axis = new CategoryAxis { Position = position, TicklineColor = Grid, GapWidth = 0, IsTickCentered = true };
        if (reversed)
            (axis.StartPosition, axis.EndPosition) = (1, 0);
        axis.Labels.AddRange(names.Select(Shorten));
        return axis;
    }

    /// <summary>Pixels that a name needs: a generous estimate, since the page's font is not known here.</summary>
    public static double WidthOf(IEnumerable<string> names) => 8.2 * names.Max(name => new StringInfo(Shorten(name)).LengthInTextElements);

    public static string Write(PlotModel model, double width, double height)
    {
        var exporter = new SvgExporter { Width = width, Height = height, IsDocument = false, UseVerticalTextAlignmentWorkaround = true };
        string svg = exporter.ExportToString(model).Replace("rgb(1,2,3)", "currentColor", StringComparison.Ordinal).ReplaceLineEndings("\n").Trim();

        // The XML declaration has no place inside a page; with a view box the picture shrinks with it.
        string element = svg[(svg.IndexOf("<svg", StringComparison.Ordinal) + "<svg".Length)..];
        return string.Create(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {width} {height}\" role=\"img\"{element}");
    }

    /// <summary>A name that fits beside a picture, cut between characters as a reader sees them.</summary>
    private static string Shorten(string name)
    {
        var characters = new StringInfo(name);
        return characters.LengthInTextElements <= 28 ? name : characters.SubstringByTextElements(0, 27) + "…";
    }
}
