using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Evaluation;
using Spectre.Console;

namespace NlpTransfer.Cli.Commands.Classify;

/// <summary>What evaluations, ladders and cross-validations show alike on a terminal.</summary>
internal static class ReportView
{
    private static readonly string[] ComparisonHeads = ["system", "against", ">difference", ">p", "verdict", ">these rows show from"];

    /// <summary>Accuracy and macro F1 of each system, with intervals.</summary>
    internal static void Systems(IAnsiConsole console, IEnumerable<(string Role, SystemScores Scores)> systems) => Tables.Write(
        console,
        ["system", "", ">accuracy", ">macro F1", ">rows"],
        systems.Select(s => (string[])[s.Scores.System, s.Role, Figures.Of(s.Scores.Accuracy), Figures.Of(s.Scores.MacroF1), Figures.Count(s.Scores.Accuracy.N)]));

    /// <summary>Paired comparisons with their verdicts.</summary>
    internal static void Comparisons(IAnsiConsole console, IReadOnlyList<Comparison> comparisons)
    {
        if (comparisons.Count == 0)
            return;
        bool languages = comparisons.Any(c => c.Language is not null);
        Tables.Write(
            console,
            languages ? ["language", .. ComparisonHeads] : ComparisonHeads,
            comparisons.Select(c => (string[])
            [
                .. languages ? new[] { c.Language ?? "all" } : [],
                c.System, c.Against, Figures.Difference(c.Difference), Figures.P(c.PValue), Figures.Of(c.Verdict), Figures.Detectable(c.SmallestDetectable),
            ]));
    }

    /// <summary>An evaluation, leakage first.</summary>
    internal static void Evaluation(IAnsiConsole console, EvaluationReport report)
    {
        console.Profile.Out.Writer.WriteLine(report.Summary);
        Systems(
            console,
            [
                ("evaluated", report.System),
                .. report.Floor is { } floor ? new[] { ("floor", floor) } : [],
                .. report.Others.Select(other => ("compared", other)),
                ("most frequent label", report.Majority),
            ]);
        Comparisons(console, report.Comparisons);
        Tables.Write(
            console,
            ["label", ">precision", ">recall", ">F1", ">rows", ">predicted"],
            report.Labels.Select(label => (string[])
            [
                label.Label, Figures.Share(label.Scores.Precision), Figures.Share(label.Scores.Recall), Figures.Share(label.Scores.F1),
                Figures.Count(label.Scores.Support), Figures.Count(label.Scores.Predicted),
            ]));
        if (report.Calibration is { } calibration)
            Tables.Pairs(console, ("calibration", $"expected error {Figures.Share(calibration.Ece)}, Brier score {Figures.Share(calibration.Brier)}"));
        foreach (string warning in report.Warnings)
            console.Profile.Out.Writer.WriteLine($"note: {warning}");
    }
}
