using System.Text.Json.Nodes;

namespace NlpTransfer.Evaluation;

/// <summary>What an evaluation of translations says, from leakage to samples. Leakage stands before the scores it touches.</summary>
internal static class TranslationEvaluationSections
{
    public static JsonObject Json(TranslationEvaluationReport report)
    {
        JsonObject scores = TranslationSections.Json(report.Scores);
        var json = new JsonObject
        {
            ["schema"] = 1,
            ["system"] = report.Scores.System,
            ["summary"] = report.Summary,
            ["pairs"] = report.Scores.Segments,
            ["leakage"] = report.Leakage is { } leakage ? Leakage(leakage) : null,
            ["leakageUnknown"] = report.LeakageUnknown,
        };
        foreach (string key in report.Scores.Scores.Select(score => score.Key).Append("comparisons"))
            json[key] = scores[key]!.DeepClone();
        json["truncated"] = report.Trouble.Cut;
        json["unfinished"] = report.Trouble.Unfinished;
        json["untranslated"] = report.Trouble.Untranslated;
        json["inPieces"] = report.Trouble.InPieces;
        json["splitSentences"] = report.Trouble.Split;
        json["samples"] = ScoreJson.Array(report.Samples, s => new JsonObject
        {
            ["place"] = s.Place,
            ["source"] = s.Source,
            ["reference"] = s.Reference,
            ["translation"] = s.Translation,
        });
        json["warnings"] = ScoreJson.Array(report.Warnings, warning => JsonValue.Create(warning));
        return json;
    }

    public static string Markdown(TranslationEvaluationReport report, int level)
    {
        var text = new MarkdownText(Title(report), level);
        Write(report, text);
        return text.ToString();
    }

    public static string Html(TranslationEvaluationReport report)
    {
        var page = new HtmlPage(Title(report));
        Write(report, page);
        return page.ToString();
    }

    private static void Write(TranslationEvaluationReport report, IReportWriter writer)
    {
        writer.Paragraph(Finding(report), report.Leakage is { Total: 0 } ? null : "alert");
        if (report.Leakage is { Examples.Count: > 0 } leakage)
            writer.Table(new ReportTable(["kind", "where", "text"], [.. leakage.Examples.Select(e => (string[])[Text.Of(e.Kind), e.Place, e.Text])]));
        writer.Paragraph(report.Summary, "summary");
        if (report.Warnings.Count > 0)
            writer.List(report.Warnings);
        TranslationSections.WriteScores(report.Scores, writer);
        if (report.Samples.Count == 0)
            return;
        writer.Heading("Samples");
        writer.Table(new ReportTable(
            ["where", "text", "translation", "reference"], [.. report.Samples.Select(s => (string[])[s.Place, s.Source, s.Translation, s.Reference])]));
    }

    private static string Title(TranslationEvaluationReport report) => $"Evaluation of {report.Scores.System}";

    /// <summary>The sentence on leakage that stands before any score.</summary>
    private static string Finding(TranslationEvaluationReport report)
    {
        if (report.Leakage is not { } leakage)
            return $"Leakage could not be checked: {report.LeakageUnknown}.";
        string files = string.Join(", ", leakage.TrainedOn);
        if (leakage.Total == 0)
            return $"None of the {(leakage.Checked == 1 ? "1 pair" : $"{Text.Count(leakage.Checked)} pairs")} is known on either side from training ({files}).";
        string rest = leakage.Clean.Count == 0 ? " No other pairs are left."
            : $" Without them: {string.Join(", ", leakage.Clean.Select(score => $"{score.Name} {Text.Points(score.Score)}"))}, n {Text.Count(leakage.Clean[0].Score.N)}.";
        return $"{char.ToUpperInvariant(leakage.Summary[0])}{leakage.Summary[1..]}, known from {files}: the scores below are too high.{rest}";
    }

    private static JsonObject Leakage(TranslationLeakage leakage) => new()
    {
        ["exact"] = leakage.Exact,
        ["normalized"] = leakage.Normalized,
        ["near"] = leakage.Near,
        ["either"] = leakage.Total,
        ["source"] = leakage.Source,
        ["target"] = leakage.Target,
        ["checked"] = leakage.Checked,
        ["trainedOn"] = ScoreJson.Array(leakage.TrainedOn, file => JsonValue.Create(file)),
        ["clean"] = leakage.Clean.Count == 0 ? null : new JsonObject([.. leakage.Clean.Select(score => KeyValuePair.Create(score.Key, (JsonNode?)ScoreJson.Of(score.Score)))]),
        ["examples"] = ScoreJson.Array(leakage.Examples, e => new JsonObject { ["kind"] = Text.Of(e.Kind), ["place"] = e.Place, ["text"] = e.Text }),
    };
}
