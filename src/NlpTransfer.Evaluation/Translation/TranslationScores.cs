using System.Text.Json.Nodes;

namespace NlpTransfer.Evaluation;

/// <summary>Scores of a system's translations, with intervals, signatures and paired comparisons.</summary>
public sealed record TranslationScores
{
    /// <summary>The system's name.</summary>
    public required string System { get; init; }

    /// <summary>Segments scored.</summary>
    public required int Segments { get; init; }

    /// <summary>Sets of references.</summary>
    public required int References { get; init; }

    /// <summary>The system's scores, in the order asked for.</summary>
    public required IReadOnlyList<MetricScore> Scores { get; init; }

    /// <summary>The scores of the systems compared with.</summary>
    public IReadOnlyList<MetricScore> Others { get; init; } = [];

    /// <summary>The system against each other one, by each score.</summary>
    public IReadOnlyList<MetricComparison> Comparisons { get; init; } = [];

    /// <summary>Sentences on what limits these figures.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>One line: <c>BLEU 32.45 [31.02, 33.90], chrF2 56.10 [55.20, 57.03], n 1,012</c>.</summary>
    public string Summary => $"{string.Join(", ", Scores.Select(score => $"{score.Name} {Text.Points(score.Score)}"))}, n {Text.Count(Segments)}";

    /// <summary>The scores as the command line prints them: <c>"schema": 1</c>, each score <c>{value, low, high, n}</c> with its signature.</summary>
    public JsonObject ToJson() => TranslationSections.Json(this);

    /// <summary>The scores as Markdown.</summary>
    /// <param name="level">Level of its title, from 1 to 5: a report inside another document has a lower one.</param>
    public string ToMarkdown(int level = 1) => TranslationSections.Markdown(this, level);

    /// <summary>The scores as one self-contained HTML file.</summary>
    public string ToHtml() => TranslationSections.Html(this);

    /// <summary>Writes the scores in the format that the file's extension names.</summary>
    /// <param name="path">A file ending in <c>.json</c>, <c>.md</c> or <c>.html</c>.</param>
    /// <param name="overwrite">Whether an existing file is replaced.</param>
    /// <exception cref="UsageException">The extension is another one, or the file exists and is not to be replaced.</exception>
    /// <exception cref="NlpTransferException">It can't be written.</exception>
    public void Save(string path, bool overwrite = false) => ReportFile.Save(path, overwrite, ToJson, () => ToMarkdown(), ToHtml);
}
