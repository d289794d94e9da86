using System.Text.Json.Nodes;

namespace NlpTransfer.Evaluation;

/// <summary>What a report of translation scores says.</summary>
internal static class TranslationSections
{
    public static JsonObject Json(TranslationScores scores)
    {
        var json = new JsonObject { ["schema"] = 1, ["system"] = scores.System, ["summary"] = scores.Summary, ["segments"] = scores.Segments, ["references"] = scores.References };
        foreach (MetricScore score in scores.Scores)
            json[score.Key] = Score(score);
        json["comparisons"] = ScoreJson.Array(scores.Comparisons, Comparison);
        json["warnings"] = ScoreJson.Array(scores.Warnings, warning => JsonValue.Create(warning));
        return json;
    }

    public static string Markdown(TranslationScores scores, int level)
    {
        var text = new MarkdownText(Title(scores), level);
        Write(scores, text);
        return text.ToString();
    }

    public static string Html(TranslationScores scores)
    {
        var page = new HtmlPage(Title(scores));
        Write(scores, page);
        return page.ToString();
    }

    /// <summary>The scores without a title.</summary>
    private static void Write(TranslationScores scores, IReportWriter writer)
    {
        writer.Paragraph(scores.Summary, "summary");
        if (scores.Warnings.Count > 0)
            writer.List(scores.Warnings);
        WriteScores(scores, writer);
    }

    /// <summary>The tables of scores and comparisons.</summary>
    public static void WriteScores(TranslationScores scores, IReportWriter writer)
    {
        writer.Heading("Scores");
        writer.Paragraph("Intervals hold the middle 95 % of resampled corpora. Of TER, the share of words to be edited, less is better.");
        writer.Table(new ReportTable(
            ["score", "system", "value", "signature"],
            [.. scores.Scores.Concat(scores.Others).OrderBy(s => scores.Scores.TakeWhile(own => own.Key != s.Key).Count())
                .Select(score => (string[])[score.Name, score.System, Text.Points(score.Score), score.Signature])]));
        writer.List(scores.Scores.Select(score => score.Text));
        if (scores.Comparisons.Count == 0)
            return;
        writer.Heading("Comparisons");
        writer.Table(new ReportTable(
            ["score", "system", "against", "difference", "p", "verdict", "signature"],
            [.. scores.Comparisons.Select(c => (string[])
            [
                c.Score.Name, c.System, c.Score.System, Text.SignedPoints(c.Difference), Text.PValue(c.PValue), Text.Of(c.Verdict), c.Signature,
            ])]));
    }

    private static string Title(TranslationScores scores) => $"Scores of {scores.System}";

    private static JsonObject Score(MetricScore score)
    {
        JsonObject json = ScoreJson.Of(score.Score);
        json["signature"] = score.Signature;
        json["text"] = score.Text;
        return json;
    }

    private static JsonObject Comparison(MetricComparison comparison) => new()
    {
        ["metric"] = comparison.Score.Key,
        ["system"] = comparison.System,
        ["against"] = comparison.Score.System,
        ["score"] = ScoreJson.Of(comparison.Score.Score),
        ["difference"] = ScoreJson.Number(comparison.Difference),
        ["pValue"] = comparison.PValue,
        ["adjustedPValue"] = comparison.AdjustedPValue,
        ["verdict"] = Text.Of(comparison.Verdict),
        ["test"] = comparison.Test,
        ["signature"] = comparison.Signature,
    };
}
