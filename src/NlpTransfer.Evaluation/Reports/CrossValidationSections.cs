using System.Text.Json.Nodes;

namespace NlpTransfer.Evaluation;

/// <summary>What a cross-validation's report says.</summary>
internal static class CrossValidationSections
{
    private const string Title = "Cross-validation";

    public static JsonObject Json(CrossValidationReport report) => new()
    {
        ["schema"] = 1,
        ["summary"] = report.Summary,
        ["folds"] = report.Folds,
        ["rows"] = report.Rows,
        ["groups"] = report.Groups,
        ["strategies"] = ScoreJson.Array(report.Strategies, Strategy),
        ["comparisons"] = ScoreJson.Array(report.Comparisons, ScoreJson.Of),
        ["languageComparisons"] = ScoreJson.Array(report.LanguageComparisons, ScoreJson.Of),
        ["confidence"] = report.Confidence,
        ["seed"] = report.Seed,
    };

    public static string Markdown(CrossValidationReport report, int level)
    {
        var text = new MarkdownText(Title, level);
        Write(report, text);
        return text.ToString();
    }

    public static string Html(CrossValidationReport report)
    {
        var page = new HtmlPage(Title);
        Write(report, page);
        return page.ToString();
    }

    /// <summary>The report without its title, as part of another too.</summary>
    public static void Write(CrossValidationReport report, IReportWriter writer)
    {
        writer.Paragraph(report.Summary, "summary");
        writer.Table(Scores(report));
        writer.Figure(
            () => AccuracyChart.Draw([.. report.Strategies.Select(s => s.Scores)], null),
            EvaluationSections.AccuracyCaption(report.Confidence, floor: false));
        Compare("Comparisons", report.Comparisons, report.Comparisons.Count);
        Compare("Comparisons by language", report.LanguageComparisons, report.Strategies[0].Languages.Count);

        void Compare(string heading, IReadOnlyList<Comparison> comparisons, int family)
        {
            if (comparisons.Count == 0)
                return;
            writer.Heading(heading);
            writer.Paragraph(EvaluationSections.Comparisons(comparisons, family, report.Confidence));
            writer.Table(ReportTables.Comparisons(comparisons));
        }
    }

    private static ReportTable Scores(CrossValidationReport report)
    {
        string[] languages = [.. report.Strategies[0].Languages.Select(l => l.Language)];
        string all = languages.Length == 0 ? "accuracy" : "mean accuracy";
        return new ReportTable(
            ["strategy", all, "macro F1", .. languages],
            [.. report.Strategies.Select(s => (string[])[s.Name, Text.Score(s.Scores.Accuracy), Text.Score(s.Scores.MacroF1), .. s.Languages.Select(l => Text.Score(l.Scores.Accuracy))])]);
    }

    private static JsonObject Strategy(StrategyScores strategy)
    {
        JsonObject json = ScoreJson.Of(strategy.Scores);
        json["languages"] = ScoreJson.Array(strategy.Languages, l =>
        {
            JsonObject scores = ScoreJson.Of(l.Scores);
            scores.Remove("system");
            scores.Insert(0, "language", l.Language);
            return scores;
        });
        return json;
    }
}
