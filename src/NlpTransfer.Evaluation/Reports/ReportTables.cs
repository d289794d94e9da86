using System.Globalization;

namespace NlpTransfer.Evaluation;

/// <summary>The tables of reports.</summary>
internal static class ReportTables
{
    public static ReportTable Systems(IEnumerable<(string Role, SystemScores Scores)> systems) => new(
        ["system", "role", "accuracy", "macro F1", "n"],
        [.. systems.Select(s => (string[])[s.Scores.System, s.Role, Text.Score(s.Scores.Accuracy), Text.Score(s.Scores.MacroF1), Text.Count(s.Scores.Accuracy.N)])]);

    public static ReportTable Comparisons(IReadOnlyList<Comparison> comparisons)
    {
        bool languages = comparisons.Any(c => c.Language is not null);
        string[] header = ["system", "against", "difference", "p", "verdict", "smallest detectable"];
        return new ReportTable(
            languages ? ["language", .. header] : header,
            [.. comparisons.Select(c => (string[])[.. languages ? new[] { c.Language ?? "average" } : [], .. Comparison(c)])]);
    }

    public static ReportTable Labels(EvaluationReport report) => new(
        ["label", "precision", "recall", "F1", "rows", "predicted"],
        [
            .. report.Labels.Select(l => (string[])
            [
                l.Label, Text.Three(l.Scores.Precision), Text.Three(l.Scores.Recall), Text.Three(l.Scores.F1), Text.Count(l.Scores.Support), Text.Count(l.Scores.Predicted),
            ]),
        ]);

    public static ReportTable Confusion(ConfusionTable confusion) => new(
        ["right label \\ predicted", .. confusion.Labels],
        [
            .. confusion.Labels.Select((label, i) =>
                (string[])[label, .. confusion.Labels.Select((_, j) => confusion.Matrix[i, j].ToString(CultureInfo.InvariantCulture))]),
        ]);

    public static ReportTable Leaked(LeakageReport leakage) => new(
        ["kind", "where", "text"],
        [.. leakage.Examples.Select(e => (string[])[Text.Of(e.Kind), e.Place, e.Text])]);

    public static ReportTable Mistakes(EvaluationReport report) => new(
        ["where", "text", "right label", "predicted", "probability"],
        [
            .. report.Mistakes.Select(m =>
                (string[])[m.Place, m.Text, m.Expected, m.Predicted, m.Probability is { } probability ? Text.Three(probability) : "–"]),
        ]);

    private static string[] Comparison(Comparison c) =>
    [
        c.System, c.Against, Text.Difference(c.Difference), Text.PValue(c.PValue), Text.Of(c.Verdict), Text.Detectable(c.SmallestDetectable),
    ];
}
