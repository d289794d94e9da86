using System.Text.Json.Nodes;

namespace NlpTransfer.Evaluation;

/// <summary>What a ladder's report says.</summary>
internal static class LadderSections
{
    private const string Title = "From letters to transfer";

    public static JsonObject Json(LadderReport ladder) => new()
    {
        ["schema"] = 1,
        ["summary"] = ladder.Summary,
        ["ladder"] = ScoreJson.Array(ladder.Rungs, Rung),
        ["confidence"] = ladder.Confidence,
        ["seed"] = ladder.Seed,
    };

    public static string Markdown(LadderReport ladder, int level)
    {
        var text = new MarkdownText(Title, level);
        Write(ladder, text);
        return text.ToString();
    }

    public static string Html(LadderReport ladder)
    {
        var page = new HtmlPage(Title);
        Write(ladder, page);
        return page.ToString();
    }

    private static void Write(LadderReport ladder, IReportWriter writer)
    {
        writer.Paragraph(ladder.Summary, "summary");
        writer.Table(new ReportTable(
            ["system", "what it is", "accuracy", "macro F1", "against the one before", "against the floor"],
            [.. ladder.Rungs.Select(rung => (string[])
            [
                rung.Scores.System, rung.Description, Text.Score(rung.Scores.Accuracy), Text.Score(rung.Scores.MacroF1), Cell(rung.AgainstPrevious), Cell(rung.AgainstFloor),
            ])]));
        writer.Figure(
            () => AccuracyChart.Draw([.. ladder.Rungs.Select(r => r.Scores)], ladder.Rungs[0].Scores.Accuracy.Value),
            EvaluationSections.AccuracyCaption(ladder.Confidence, floor: true));
        if (ladder.Comparisons.Count == 0)
            return;
        writer.Heading("Comparisons");
        writer.Paragraph(EvaluationSections.Comparisons(ladder.Comparisons, ladder.Comparisons.Count, ladder.Confidence));
        writer.Table(ReportTables.Comparisons(ladder.Comparisons));
    }

    private static JsonObject Rung(LadderRung rung)
    {
        JsonObject json = ScoreJson.Of(rung.Scores);
        json["description"] = rung.Description;
        json["againstPrevious"] = rung.AgainstPrevious is { } previous ? ScoreJson.Of(previous) : null;
        json["againstFloor"] = rung.AgainstFloor is { } floor ? ScoreJson.Of(floor) : null;
        return json;
    }

    private static string Cell(Comparison? comparison) =>
        comparison is null ? "–" : $"{Text.Signed(comparison.Difference.Value)} {Text.Of(comparison.Verdict)}, {Text.P(comparison.PValue)}";
}
