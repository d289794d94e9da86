using NlpTransfer.Cli.Commands.Classify;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Evaluation;
using NlpTransfer.Metrics;
using NlpTransfer.Remapping;
using NlpTransfer.Training;
using Spectre.Console;

namespace NlpTransfer.Cli.Commands.Remap;

/// <summary>A comparison of initialisers as a report takes it and as a terminal shows it.</summary>
internal static class RemapCompareView
{
    internal static RemapComparisonEntry Entry(RemapComparisonRow<HealingTrialResult> row) => new()
    {
        Initializer = row.Initializer,
        Mode = row.Report.Mode == RemapMode.Extend ? "extend" : "exchange",
        PiecesAdded = row.Report.PiecesAdded,
        Methods = [.. row.Report.Methods.Select(method => new RemapMethodShare(method.Method, method.Tokens, method.Coverage))],
        FertilityBefore = row.Report.Words > 0 ? row.Report.FertilityBefore : null,
        FertilityAfter = row.Report.Words > 0 ? row.Report.FertilityAfter : null,
        Before = new RemapAgreement(row.Measure.Before.Cosine, row.Measure.Before.Centred),
        After = row.Measure.After is { } after ? new RemapAgreement(after.Cosine, after.Centred) : null,
        Healing = row.Measure.Healing is { } healing ? new RemapHealing(healing.Run.Steps, healing.Run.Seconds, healing.TrainedRows) : null,
        Warnings = [.. row.Report.Warnings.Select(warning => new RemapCaution(warning.Name, warning.Message))],
    };

    internal static void Write(IAnsiConsole console, RemapComparisonReport report)
    {
        bool healed = report.Entries.Any(entry => entry.After is not null), labeled = report.Labeled is not null;
        Tables.Write(
            console,
            ["initialiser", "new tokens by method", ">tokens a word", ">cosine", ">centred", .. labeled ? (string[])[">accuracy", "no remap"] : []],
            report.Entries.Select(entry => (string[])
            [
                entry.Initializer, entry.MethodsInShort, Change(Fertility(entry.FertilityBefore), Fertility(entry.FertilityAfter)),
                Change(Short(entry.Before.Cosine), entry.After is { } after ? Short(after.Cosine) : null),
                Change(Short(entry.Before.Centred), entry.After is { } centred ? Short(centred.Centred) : null),
                .. labeled ? Accuracy(report, entry, healed) : [],
            ]));
        if (healed)
            console.Profile.Out.Writer.WriteLine("cosine, centred and accuracy: before healing > after it; tokens a word: with the old vocabulary > with the new one");
        if (report.Labeled is not { } rows)
            return;
        console.Profile.Out.Writer.WriteLine(
            $"with frozen vectors: {Figures.Count(rows.Rows)} rows in {Figures.Count(rows.Groups)} groups, {rows.Folds} folds; each row is predicted once by classifiers that have not seen its group");
        ReportView.Systems(console, rows.Strategies.Select(strategy => ("", strategy.Scores)));
        ReportView.Comparisons(console, rows.Comparisons);
    }

    private static string Fertility(double? value) => value is { } known ? Figures.Share(known) : "-";

    private static string Change(string before, string? after) => after is null ? before : $"{before} > {after}";

    private static string[] Accuracy(RemapComparisonReport report, RemapComparisonEntry entry, bool healed)
    {
        (string Value, string Verdict)? before = Accuracy(report, RemapComparisonReport.StrategyName(entry.Initializer, healed: false));
        (string Value, string Verdict)? after = healed ? Accuracy(report, RemapComparisonReport.StrategyName(entry.Initializer, healed: true)) : null;
        return before is { } one ? [Change(one.Value, after?.Value), Change(one.Verdict, after?.Verdict)] : ["-", "-"];
    }

    private static (string Value, string Verdict)? Accuracy(RemapComparisonReport report, string name) =>
        report.Strategy(name) is { } strategy ? (Short(strategy.Scores.Accuracy), Figures.Of(report.AgainstNoRemap(name)!.Verdict)) : null;

    private static string Short(Score score) => Figures.Share(score.Value);
}
