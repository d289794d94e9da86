using System.Text.Json.Nodes;

namespace NlpTransfer.Evaluation;

/// <summary>
/// Retrieval of translations by the nearest vector. Questions about one source sentence, in both directions and in all languages, count as one in intervals and tests.
/// </summary>
public sealed record RetrievalReport
{
    /// <summary>Pairs among which was looked, of all languages.</summary>
    public required int Pairs { get; init; }

    /// <summary>Pairs left out, since a text of theirs stood in an earlier pair of the language.</summary>
    public required int Repeated { get; init; }

    /// <summary>The embedder that is judged, then those that it is compared with.</summary>
    public required IReadOnlyList<RetrievalScores> Systems { get; init; }

    /// <summary>Paired comparisons of the embedder with each other one, over both directions and on average over languages; corrected together.</summary>
    public required IReadOnlyList<Comparison> Comparisons { get; init; }

    /// <summary>The same in each language by itself; each rival's are corrected for the number of languages. Empty where there is one language.</summary>
    public IReadOnlyList<Comparison> LanguageComparisons { get; init; } = [];

    /// <summary>Level of the intervals.</summary>
    public double Confidence { get; init; }

    /// <summary>Seed of the intervals' draws.</summary>
    public ulong Seed { get; init; }

    /// <summary>One line: every embedder's share with its interval, and the pairs it rests on.</summary>
    public string Summary =>
        $"nearest vector is the translation's, n {Text.Count(Pairs)} pairs: {string.Join("; ", Systems.Select(system => $"{system.System} {Text.Score(system.Accuracy)}"))}";

    /// <summary>The report as the command line prints it: <c>"schema": 1</c>, scores as <c>{value, low, high, n}</c>.</summary>
    public JsonObject ToJson() => RetrievalSections.Json(this);

    /// <summary>The report as Markdown.</summary>
    /// <param name="level">Level of its title, from 1 to 5: a report inside another document has a lower one.</param>
    public string ToMarkdown(int level = 1) => RetrievalSections.Markdown(this, level);

    /// <summary>The report as one self-contained HTML file.</summary>
    public string ToHtml() => RetrievalSections.Html(this);

    /// <inheritdoc cref="EvaluationReport.Save"/>
    public void Save(string path, bool overwrite = false) => ReportFile.Save(path, overwrite, ToJson, () => ToMarkdown(), ToHtml);
}
