using System.Globalization;
using NlpTransfer.Evaluation;
using NlpTransfer.Metrics;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>Numbers as tables show them, whatever the machine's culture.</summary>
internal static class Figures
{
    internal static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    internal static string Share(double value) => double.IsFinite(value) ? value.ToString("0.000", CultureInfo.InvariantCulture) : "undefined";

    internal static string Signed(double value) => value.ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture);

    internal static string One(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    internal static string Two(double value) => double.IsFinite(value) ? value.ToString("0.00", CultureInfo.InvariantCulture) : "undefined";

    internal static string SignedTwo(double value) => value.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);

    /// <summary><c>0.755 [0.692, 0.809]</c>.</summary>
    internal static string Of(Score score) => $"{Share(score.Value)} [{Share(score.Low)}, {Share(score.High)}]";

    /// <summary><c>+0.083 [+0.031, +0.135]</c>.</summary>
    internal static string Difference(Score score) => $"{Signed(score.Value)} [{Signed(score.Low)}, {Signed(score.High)}]";

    internal static string P(double p) => p < 0.001 ? "< 0.001" : Share(p);

    internal static string Of(Verdict verdict) => verdict switch { Verdict.Helps => "helps", Verdict.Hurts => "hurts", _ => "undecided" };

    internal static string Detectable(double? value) => value is { } difference ? Share(difference) : "-";

    /// <summary>A size in the largest unit that leaves it above one.</summary>
    internal static string Bytes(long bytes) => bytes switch
    {
        >= 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0} GiB"),
        >= 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 20):0.0} MiB"),
        >= 1L << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 10):0.0} KiB"),
        _ => $"{bytes} B",
    };
}
