using System.Text.Json.Nodes;

namespace NlpTransfer.Evaluation;

/// <summary>What held-out rows say of a classifier, with the evidence: intervals, floor, paired comparisons, calibration and leakage.</summary>
public sealed record EvaluationReport
{
    /// <summary>The evaluated system's scores.</summary>
    public required SystemScores System { get; init; }

    /// <summary>The floor's scores; null where none was given.</summary>
    public SystemScores? Floor { get; init; }

    /// <summary>Scores of always giving the most frequent label.</summary>
    public required SystemScores Majority { get; init; }

    /// <summary>Scores of the other systems compared with.</summary>
    public IReadOnlyList<SystemScores> Others { get; init; } = [];

    /// <summary>Paired comparisons with the floor and the other systems, corrected together.</summary>
    public IReadOnlyList<Comparison> Comparisons { get; init; } = [];

    /// <summary>Held-out rows that training has seen; null where that was not checked.</summary>
    public LeakageReport? Leakage { get; init; }

    /// <summary>Scores of each label that the held-out rows have, or that was predicted.</summary>
    public required IReadOnlyList<LabelScores> Labels { get; init; }

    /// <summary>How often each label was taken for each other.</summary>
    public required ConfusionTable Confusion { get; init; }

    /// <summary>How far the probabilities can be trusted; null where only choices are known.</summary>
    public CalibrationReport? Calibration { get; init; }

    /// <summary>What the evaluated system did not read.</summary>
    public Truncation Truncated { get; init; }

    /// <summary>The mistakes the system was surest of.</summary>
    public IReadOnlyList<Mistake> Mistakes { get; init; } = [];

    /// <summary>Sentences on what limits these figures.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Level of the intervals.</summary>
    public double Confidence { get; init; }

    /// <summary>Seed of the intervals' draws.</summary>
    public ulong Seed { get; init; }

    /// <summary>Share of rows given their own label.</summary>
    public Score Accuracy => System.Accuracy;

    /// <summary>Mean F1 of the labels that the held-out rows have.</summary>
    public Score MacroF1 => System.MacroF1;

    /// <summary>
    /// One line: <c>accuracy 0.755 [0.692, 0.809], n 204; letters 0.672; helps, p 0.004; no leakage</c>. Leakage that was found stands before the score.
    /// </summary>
    public string Summary
    {
        get
        {
            string score = $"accuracy {Text.Score(Accuracy)}, n {Text.Count(Accuracy.N)}";
            var parts = new List<string>();
            if (Leakage is { Total: > 0 })
                parts.Add(Leakage.Summary);
            parts.Add(score);
            IEnumerable<SystemScores> all = Floor is null ? Others : Others.Prepend(Floor);
            foreach ((SystemScores other, Comparison comparison) in all.Zip(Comparisons))
                parts.Add($"{other.System} {Text.Three(other.Accuracy.Value)}; {Text.Judgement(comparison)}");
            if (Leakage is not { Total: > 0 })
                parts.Add(Leakage?.Summary ?? "leakage not checked");
            return string.Join("; ", parts);
        }
    }

    /// <summary>The report as the command line prints it: <c>"schema": 1</c>, scores as <c>{value, low, high, n}</c>.</summary>
    public JsonObject ToJson() => EvaluationJson.Write(this);

    /// <summary>The report as Markdown, as it stands in a model card.</summary>
    /// <param name="level">Level of its title, from 1 to 5: a report inside another document has a lower one.</param>
    public string ToMarkdown(int level = 1) => EvaluationSections.Markdown(this, level);

    /// <summary>The report as one self-contained HTML file with pictures.</summary>
    public string ToHtml() => EvaluationSections.Html(this);

    /// <summary>Writes the report in the format that the file's extension names.</summary>
    /// <param name="path">A file ending in <c>.json</c>, <c>.md</c> or <c>.html</c>.</param>
    /// <param name="overwrite">Whether an existing file is replaced.</param>
    /// <exception cref="UsageException">The extension is another one, or the file exists and is not to be replaced.</exception>
    /// <exception cref="NlpTransferException">It can't be written.</exception>
    public void Save(string path, bool overwrite = false) => ReportFile.Save(path, overwrite, ToJson, () => ToMarkdown(), ToHtml);
}
