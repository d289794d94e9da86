using System.Text.Json.Nodes;
using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation;

/// <summary>What held-out pairs say of a translator, with the evidence: scores with intervals and signatures, the copied source as the floor, paired comparisons and leakage.</summary>
public sealed record TranslationEvaluationReport
{
    /// <summary>The system's scores, and comparisons with the copied source and other systems.</summary>
    public required TranslationScores Scores { get; init; }

    /// <summary>Held-out pairs that training has seen; null where that could not be checked.</summary>
    public TranslationLeakage? Leakage { get; init; }

    /// <summary>Why leakage could not be checked, as the beginning of a sentence; null where it was.</summary>
    public string? LeakageUnknown { get; init; }

    /// <summary>Texts that the system had trouble with.</summary>
    public TranslationCounts Trouble { get; init; }

    /// <summary>The first translations.</summary>
    public IReadOnlyList<TranslationSample> Samples { get; init; } = [];

    /// <summary>Sentences on what limits these figures.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>
    /// One line: <c>BLEU 12.45 [11.02, 13.90], chrF2 36.10 [35.20, 37.03], n 1,012; copy BLEU 2.11: helps, p &lt; 0.001; no leakage</c>. Leakage that was found stands before the scores.
    /// </summary>
    public string Summary
    {
        get
        {
            string first = Scores.Scores[0].Key;
            IEnumerable<string> rivals = Scores.Comparisons.Where(c => c.Score.Key == first)
                .Select(c => $"{c.Score.System} {c.Score.Name} {Text.Two(c.Score.Score.Value)}: {Text.Of(c.Verdict)}, {Text.P(c.AdjustedPValue)}");
            string[] parts = [Scores.Summary, .. rivals];
            return string.Join("; ", Leakage is { Total: > 0 } ? [Leakage.Summary, .. parts] : [.. parts, Leakage?.Summary ?? "leakage not checked"]);
        }
    }

    /// <summary>The report as the command line prints it: <c>"schema": 1</c>, each score <c>{value, low, high, n}</c> with its signature.</summary>
    public JsonObject ToJson() => TranslationEvaluationSections.Json(this);

    /// <summary>The report as Markdown.</summary>
    /// <param name="level">Level of its title, from 1 to 5: a report inside another document has a lower one.</param>
    public string ToMarkdown(int level = 1) => TranslationEvaluationSections.Markdown(this, level);

    /// <summary>The report as one self-contained HTML file.</summary>
    public string ToHtml() => TranslationEvaluationSections.Html(this);

    /// <summary>Writes the report in the format that the file's extension names.</summary>
    /// <param name="path">A file ending in <c>.json</c>, <c>.md</c> or <c>.html</c>.</param>
    /// <param name="overwrite">Whether an existing file is replaced.</param>
    /// <exception cref="UsageException">The extension is another one, or the file exists and is not to be replaced.</exception>
    /// <exception cref="NlpTransferException">It can't be written.</exception>
    public void Save(string path, bool overwrite = false) => ReportFile.Save(path, overwrite, ToJson, () => ToMarkdown(), ToHtml);

    internal static TranslationEvaluationReport Create(
        IReadOnlyList<TextPair> pairs, IReadOnlyList<TextTranslation> made, TranslationScores scores, TranslationLeakage? leakage, TranslationEvaluationOptions options)
    {
        var trouble = TranslationCounts.Of(made);
        string[] missing = options.TrainedOn.Missing.Count == 0 ? []
            : [$"{string.Join(", ", options.TrainedOn.Missing)}, trained on too, could not be checked for leakage: not at hand."];
        return new TranslationEvaluationReport
        {
            Scores = scores,
            Leakage = leakage,
            LeakageUnknown = options.TrainedOn.Reason,
            Trouble = trouble,
            Samples = [.. pairs.Take(options.Samples).Select((pair, i) => new TranslationSample(TranslationLeakage.PlaceOf(pairs, i), pair.Source, pair.Target, made[i].Text))],
            Warnings = [.. missing, .. scores.Warnings, .. trouble.Sentences(pairs.Count)],
        };
    }
}
