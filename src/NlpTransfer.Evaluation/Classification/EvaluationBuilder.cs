using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation;

/// <summary>Turns predictions into a report.</summary>
internal sealed class EvaluationBuilder(HeldOutRows heldOut, EvaluationOptions options, OverlapReport? leaked, ScoringWork work)
{
    private readonly RowScorer _scorer = new(heldOut, options.Statistics, work);

    public EvaluationReport Build(SystemPredictions own, SystemPredictions? floor, IReadOnlyList<SystemPredictions> rivals, SystemPredictions majority)
    {
        SystemPredictions[] compared = [.. floor is null ? [] : new[] { floor }, .. rivals];
        ConfusionTable confusion = ConfusionTable.Create(heldOut.Expected, own.Predicted);
        return new EvaluationReport
        {
            System = _scorer.Score(own),
            Floor = floor is null ? null : _scorer.Score(floor),
            Majority = _scorer.Score(majority),
            Others = [.. rivals.Select(_scorer.Score)],
            Comparisons = Comparison.Judge([.. compared.Select(rival => _scorer.Compare(own, rival))], options.Statistics.Level),
            Leakage = Leakage(own),
            Labels = [.. confusion.Labels.Select((label, i) => new LabelScores(label, confusion.Matrix.Class(i)))],
            Confusion = confusion,
            Calibration = CalibrationReport.Create(own, heldOut.Expected),
            Truncated = Truncation.Of(own),
            Mistakes = Mistake.Find(heldOut, own, options.Examples),
            Warnings = [.. Warnings(own)],
            Confidence = options.Statistics.Confidence,
            Seed = options.Statistics.Seed,
        };
    }

    private LeakageReport? Leakage(SystemPredictions own)
    {
        if (leaked is null)
            return null;
        LeakageReport report = LeakageReport.Create(heldOut.Rows, leaked, options.Examples);
        if (report.Total == 0 || report.Total == heldOut.Count)
            return report;
        HashSet<int> known = [.. leaked.Overlaps.Select(o => o.Row)];
        int[] clean = [.. Enumerable.Range(0, heldOut.Count).Where(row => !known.Contains(row))];
        HeldOutRows rest = HeldOutRows.Create([.. clean.Select(row => heldOut.Rows[row])]);
        var predictions = new SystemPredictions(own.Name, [.. clean.Select(row => own.Predicted[row])]);
        return report with { CleanAccuracy = new RowScorer(rest, options.Statistics, work).Score(predictions).Accuracy };
    }

    private IEnumerable<string> Warnings(SystemPredictions own)
    {
        if (own.Labels is { } known)
        {
            (string Label, int Count)[] unknown =
            [
                .. heldOut.Expected.Except(known, StringComparer.Ordinal).Order(StringComparer.Ordinal)
                    .Select(label => (label, heldOut.Expected.Count(e => string.Equals(e, label, StringComparison.Ordinal)))),
            ];
            if (unknown.Length > 0)
            {
                int rows = unknown.Sum(u => u.Count);
                string list = string.Join(", ", unknown.Select(u => $"'{u.Label}' ({Text.Count(u.Count)})"));
                yield return rows == 1
                    ? $"1 of {Text.Rows(heldOut.Count)} has a label that {own.Name} was never trained on, and counts as an error: '{unknown[0].Label}'."
                    : $"{Text.Count(rows)} of {Text.Rows(heldOut.Count)} have labels that {own.Name} was never trained on, and count as errors: {list}.";
            }
        }

        if (heldOut.Expected.Distinct(StringComparer.Ordinal).Count() == 1)
            yield return $"All rows have the label '{heldOut.Expected[0]}': these figures say nothing about telling labels apart.";
        if (Truncation.Of(own) is { Rows: > 0 } cut)
            yield return $"{Text.Rows(cut.Rows)} {(cut.Rows == 1 ? "was" : "were")} longer than {own.Name} reads: {Text.Count(cut.Tokens)} tokens were not seen.";
        if (heldOut.Clustered)
            yield return $"The {Text.Count(heldOut.Count)} rows come in {Text.Count(heldOut.GroupCount)} groups: intervals and tests treat each group as one.";
    }
}
