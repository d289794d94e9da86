namespace NlpTransfer.Evaluation;

/// <summary>What an evaluation's report says, from leakage to mistakes.</summary>
internal static class EvaluationSections
{
    public static string Markdown(EvaluationReport report, int level)
    {
        var text = new MarkdownText(Title(report), level);
        Write(report, text);
        return text.ToString();
    }

    public static string Html(EvaluationReport report)
    {
        var page = new HtmlPage(Title(report));
        Write(report, page);
        return page.ToString();
    }

    private static void Write(EvaluationReport report, IReportWriter writer)
    {
        writer.Paragraph(Leakage(report), report.Leakage is { Total: 0 } ? null : "alert");
        if (report.Leakage is { Examples.Count: > 0 } leakage)
            writer.Table(ReportTables.Leaked(leakage));
        writer.Paragraph(report.Summary, "summary");
        if (report.Warnings.Count > 0)
            writer.List(report.Warnings);
        writer.Heading("Scores");
        writer.Table(Systems(report));
        writer.Figure(() => AccuracyChart.Draw(Charted(report), report.Floor?.Accuracy.Value), AccuracyCaption(report.Confidence, report.Floor is not null));
        if (report.Comparisons.Count > 0)
        {
            writer.Heading("Comparisons");
            writer.Paragraph(Comparisons(report.Comparisons, report.Comparisons.Count, report.Confidence));
            writer.Table(ReportTables.Comparisons(report.Comparisons));
        }

        writer.Heading("Labels");
        writer.Paragraph(Agreement(report.Confusion.Matrix));
        writer.Table(ReportTables.Labels(report));
        writer.Heading("Confusion");
        writer.Figure(
            () => ConfusionChart.Draw(report.Confusion),
            "Rows are the right labels, columns the predicted ones; the stronger the shade, the larger the share of the row",
            ReportTables.Confusion(report.Confusion));
        if (report.Calibration is { } calibration)
        {
            writer.Heading("Calibration");
            writer.Paragraph(Calibration(calibration));
            writer.Figure(
                () => ReliabilityChart.Draw(calibration.Bins),
                "Accuracy against confidence; a trustworthy system stays on the diagonal, below it the system is too sure");
        }

        if (report.Mistakes.Count > 0)
        {
            writer.Heading("Mistakes it was surest of");
            writer.Table(ReportTables.Mistakes(report));
        }
    }

    private static string Title(EvaluationReport report) => $"Evaluation of {report.System.System}";

    private static SystemScores[] Charted(EvaluationReport report) =>
        [report.System, .. report.Floor is { } floor ? new[] { floor } : [], .. report.Others, report.Majority];

    /// <summary>The sentence on leakage that stands before any score.</summary>
    private static string Leakage(EvaluationReport report)
    {
        if (report.Leakage is not { } leakage)
            return "Leakage was not checked: nothing is known of the rows this system was trained on.";
        if (leakage.Total == 0)
            return $"None of the {Text.Rows(leakage.Checked)} is known from training.";
        string rest = leakage.CleanAccuracy is { } clean
            ? $" Without them the accuracy is {Text.Score(clean)}, n {Text.Count(clean.N)}."
            : " No other rows are left.";
        string finding = leakage.Summary;
        return $"{char.ToUpperInvariant(finding[0])}{finding[1..]}: the scores below are too high.{rest}";
    }

    private static ReportTable Systems(EvaluationReport report) => ReportTables.Systems(
    [
        ("evaluated", report.System),
        .. report.Floor is { } floor ? new[] { ("floor", floor) } : [],
        .. report.Others.Select(other => ("rival", other)),
        ("most frequent label", report.Majority),
    ]);

    internal static string AccuracyCaption(double confidence, bool floor) =>
        $"Accuracy with {Text.Percent(confidence)} intervals" + (floor ? "; the dashed line is the floor" : "");

    /// <summary>How to read a table of comparisons that were corrected together.</summary>
    /// <param name="comparisons">The comparisons.</param>
    /// <param name="family">How many were corrected together.</param>
    /// <param name="confidence">Level of the intervals.</param>
    internal static string Comparisons(IReadOnlyList<Comparison> comparisons, int family, double confidence) =>
        $"Differences in accuracy on the same rows, with {Text.Percent(confidence)} intervals; p after Holm's correction over " +
        $"{(family == 1 ? "one comparison" : $"{Text.Count(family)} comparisons")} ({Tests(comparisons)}). " +
        "The smallest detectable difference is what such rows show with 80 % power.";

    private static string Calibration(CalibrationReport calibration) =>
        $"Expected calibration error {Text.Three(calibration.Ece)}, Brier score {Text.Three(calibration.Brier)}, log loss {Text.Three(calibration.LogLoss)}.";

    private static string Agreement(ConfusionMatrix matrix) =>
        $"Balanced accuracy {Text.Three(matrix.BalancedAccuracy)}, Matthews' correlation {Text.Three(matrix.Mcc)}, Cohen's kappa {Text.Three(matrix.Kappa)}.";

    private static string Tests(IReadOnlyList<Comparison> comparisons) =>
        comparisons.Any(c => c.Test == "mcnemar") ? "exact McNemar" : "sign-flip permutation by group";
}
