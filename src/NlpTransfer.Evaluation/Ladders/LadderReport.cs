using System.Text.Json.Nodes;
using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation;

/// <summary>
/// Systems in the order of what goes into them, from the floor up: each with its scores, what it gains over the rung before and over the floor, and whether that is
/// more than chance. All comparisons of a ladder are corrected together.
/// </summary>
public sealed record LadderReport
{
    /// <summary>The rungs; the first is the floor.</summary>
    public required IReadOnlyList<LadderRung> Rungs { get; init; }

    /// <summary>Level of the intervals.</summary>
    public double Confidence { get; init; }

    /// <summary>Seed of the intervals' draws.</summary>
    public ulong Seed { get; init; }

    /// <summary>Every comparison once: of each rung with the one before, then with the floor.</summary>
    public IReadOnlyList<Comparison> Comparisons =>
        [.. Rungs.Skip(1).Select(r => r.AgainstPrevious!), .. Rungs.Skip(2).Select(r => r.AgainstFloor!)];

    /// <summary>One line: the highest rung, the floor and the verdict between them.</summary>
    public string Summary
    {
        get
        {
            LadderRung top = Rungs[^1];
            string score = $"{top.Scores.System} {Text.Score(top.Scores.Accuracy)}, n {Text.Count(top.Scores.Accuracy.N)}";
            return top.AgainstFloor is { } judged
                ? $"{score}; {judged.Against} {Text.Three(Rungs[0].Scores.Accuracy.Value)}; {Text.Judgement(judged)}"
                : score;
        }
    }

    /// <summary>Judges systems on the same held-out rows. Rows of several languages are averaged, each language weighing the same, and clustered by group.</summary>
    /// <param name="rows">The held-out rows.</param>
    /// <param name="steps">The systems, the floor first; at least one.</param>
    /// <param name="options">Intervals and tests; null for the defaults.</param>
    /// <param name="progress">Told of scores and comparisons made.</param>
    /// <param name="cancellationToken">Stops between samples.</param>
    /// <exception cref="BadDataException">There are no rows, or a row has no label.</exception>
    /// <exception cref="UsageException">There are no systems, names repeat, predictions are not one a row, or options are out of range.</exception>
    public static LadderReport Create(
        IReadOnlyList<CorpusRow> rows,
        IReadOnlyList<LadderStep> steps,
        StatisticsOptions? options = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(steps);
        options ??= new StatisticsOptions();
        options.Check(new OptionFaults("a ladder"))
            .Require(steps.Count > 0, "a ladder needs at least one system")
            .Require(steps.DistinctBy(s => s.Predictions.Name, StringComparer.Ordinal).Count() == steps.Count, "each system needs a name of its own")
            .ThrowIfAny();
        HeldOutRows heldOut = HeldOutRows.Create(rows);
        SystemPredictions[] systems = [.. steps.Select(s => s.Predictions)];
        var work = new ScoringWork(progress, systems.Length + Math.Max(0, systems.Length - 1) + Math.Max(0, systems.Length - 2), cancellationToken);
        var scorer = new RowScorer(heldOut, options, work, averageLanguages: heldOut.Languages.Length > 1);
        Comparison[] judged = Comparison.Judge(
            [
                .. Enumerable.Range(1, systems.Length - 1).Select(i => scorer.Compare(systems[i], systems[i - 1])),
                .. systems.Skip(2).Select(system => scorer.Compare(system, systems[0])),
            ],
            options.Level);
        return new LadderReport
        {
            Rungs =
            [
                .. steps.Select((step, i) => new LadderRung(
                    scorer.Score(step.Predictions),
                    step.Description,
                    i == 0 ? null : judged[i - 1],
                    i == 0 ? null : judged[i == 1 ? 0 : systems.Length - 1 + (i - 2)])),
            ],
            Confidence = options.Confidence,
            Seed = options.Seed,
        };
    }

    /// <summary>The ladder as the command line prints it: <c>"schema": 1</c>, scores as <c>{value, low, high, n}</c>.</summary>
    public JsonObject ToJson() => LadderSections.Json(this);

    /// <summary>The ladder as Markdown.</summary>
    /// <param name="level">Level of its title, from 1 to 5: a report inside another document has a lower one.</param>
    public string ToMarkdown(int level = 1) => LadderSections.Markdown(this, level);

    /// <summary>The ladder as one self-contained HTML file.</summary>
    public string ToHtml() => LadderSections.Html(this);

    /// <inheritdoc cref="EvaluationReport.Save"/>
    public void Save(string path, bool overwrite = false) => ReportFile.Save(path, overwrite, ToJson, () => ToMarkdown(), ToHtml);
}
