using System.Text.Json.Nodes;

namespace NlpTransfer.Evaluation;

/// <summary>What a report on retrieval says.</summary>
internal static class RetrievalSections
{
    private const string Title = "Retrieval of translations";

    public static JsonObject Json(RetrievalReport report) => new()
    {
        ["schema"] = 1,
        ["summary"] = report.Summary,
        ["pairs"] = report.Pairs,
        ["repeated"] = report.Repeated,
        ["systems"] = ScoreJson.Array(report.Systems, System),
        ["comparisons"] = ScoreJson.Array(report.Comparisons, ScoreJson.Of),
        ["languageComparisons"] = ScoreJson.Array(report.LanguageComparisons, ScoreJson.Of),
        ["confidence"] = report.Confidence,
        ["seed"] = report.Seed,
    };

    public static string Markdown(RetrievalReport report, int level)
    {
        var text = new MarkdownText(Title, level);
        Write(report, text);
        return text.ToString();
    }

    public static string Html(RetrievalReport report)
    {
        var page = new HtmlPage(Title);
        Write(report, page);
        return page.ToString();
    }

    private static void Write(RetrievalReport report, IReportWriter writer)
    {
        writer.Paragraph(report.Summary, "summary");
        if (report.Repeated > 0)
            writer.Paragraph($"{Text.Count(report.Repeated)} pairs were left out, because a text of theirs stood in an earlier pair of the language.");
        writer.Table(Scores(report));
        Compare("Comparisons", report.Comparisons, report.Comparisons.Count);
        Compare("Comparisons by language", report.LanguageComparisons, report.Systems[0].Languages.Count);

        void Compare(string heading, IReadOnlyList<Comparison> comparisons, int family)
        {
            if (comparisons.Count == 0)
                return;
            writer.Heading(heading);
            writer.Paragraph(EvaluationSections.Comparisons(comparisons, family, report.Confidence));
            writer.Table(ReportTables.Comparisons(comparisons));
        }
    }

    private static ReportTable Scores(RetrievalReport report) => new(
        ["system", "language", "from the source", "from the target", "pairs", "texts cut"],
        [
            .. report.Systems.SelectMany(system => system.Languages.Select(language => (string[])
            [
                system.System, language.Language, Text.Score(language.FromSource), Text.Score(language.FromTarget), Text.Count(language.Pairs), Text.Count(system.CutTexts),
            ])),
        ]);

    private static JsonObject System(RetrievalScores scores) => new()
    {
        ["system"] = scores.System,
        ["accuracy"] = ScoreJson.Of(scores.Accuracy),
        ["cutTexts"] = scores.CutTexts,
        ["languages"] = ScoreJson.Array(scores.Languages, language => new JsonObject
        {
            ["language"] = language.Language,
            ["pairs"] = language.Pairs,
            ["fromSource"] = ScoreJson.Of(language.FromSource),
            ["fromTarget"] = ScoreJson.Of(language.FromTarget),
        }),
    };
}
