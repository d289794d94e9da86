using System.Globalization;
using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation;

/// <summary>Figures as prose shows them.</summary>
internal static class Text
{
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Three(double value) => double.IsFinite(value) ? value.ToString("0.000;-0.000;0.000", CultureInfo.InvariantCulture) : "undefined";

    public static string Signed(double value) => value.ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture);

    /// <summary><c>0.755 [0.692, 0.809]</c>.</summary>
    public static string Score(Score score) => $"{Three(score.Value)} [{Three(score.Low)}, {Three(score.High)}]";

    /// <summary><c>+0.083 [+0.031, +0.135]</c>.</summary>
    public static string Difference(Score score) => $"{Signed(score.Value)} [{Signed(score.Low)}, {Signed(score.High)}]";

    /// <summary>A score of 0 to 100: <c>32.45 [31.02, 33.90]</c>.</summary>
    public static string Points(Score score) => $"{Two(score.Value)} [{Two(score.Low)}, {Two(score.High)}]";

    /// <summary><c>+1.24</c>.</summary>
    public static string SignedPoints(double value) => value.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);

    /// <summary><c>p 0.004</c>, or <c>p &lt; 0.001</c>.</summary>
    public static string P(double p) => p < 0.001 ? "p < 0.001" : $"p {Three(p)}";

    public static string PValue(double p) => p < 0.001 ? "< 0.001" : Three(p);

    public static string Of(Verdict verdict) => verdict switch { Verdict.Helps => "helps", Verdict.Hurts => "hurts", _ => "undecided" };

    public static string Of(OverlapKind kind) => kind switch
    {
        OverlapKind.Exact => "exact",
        OverlapKind.Normalized => "normalized",
        OverlapKind.Translated => "translated",
        _ => "near",
    };

    /// <summary>The smallest difference that could be shown, or a dash.</summary>
    public static string Detectable(double? difference) => difference is { } value ? Three(value) : "–";

    /// <summary><c>helps, p 0.004</c>, or <c>undecided, p 0.210 (these rows show differences from 0.061)</c>.</summary>
    public static string Judgement(Comparison comparison) =>
        $"{Of(comparison.Verdict)}, {P(comparison.PValue)}" +
        (comparison.Verdict == Verdict.Undecided && comparison.SmallestDetectable is { } smallest ? $" (these rows show differences from {Three(smallest)})" : "");

    public static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    public static string Lines(long count) => count == 1 ? "1 line" : $"{Count(count)} lines";

    public static string Rows(long count) => count == 1 ? "1 row" : $"{Count(count)} rows";

    public static string Two(double value) => double.IsFinite(value) ? value.ToString("0.00", CultureInfo.InvariantCulture) : "undefined";
}
