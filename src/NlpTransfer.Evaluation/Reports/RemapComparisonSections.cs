using System.Globalization;
using System.Text.Json.Nodes;

namespace NlpTransfer.Evaluation;

/// <summary>What the report of a comparison of initialisers says.</summary>
internal static class RemapComparisonSections
{
    private const string Title = "Initialisers side by side";

    public static JsonObject Json(RemapComparisonReport report)
    {
        JsonObject? labeled = report.Labeled?.ToJson();
        labeled?.Remove("schema");
        return new JsonObject
        {
            ["schema"] = 1,
            ["summary"] = report.Summary,
            ["initializers"] = ScoreJson.Array(report.Entries, entry => Entry(report, entry)),
            ["labeled"] = labeled,
            ["seed"] = report.Seed,
        };
    }

    public static string Markdown(RemapComparisonReport report, int level)
    {
        var text = new MarkdownText(Title, level);
        Write(report, text);
        return text.ToString();
    }

    public static string Html(RemapComparisonReport report)
    {
        var page = new HtmlPage(Title);
        Write(report, page);
        return page.ToString();
    }

    private static JsonObject Entry(RemapComparisonReport report, RemapComparisonEntry entry) => new()
    {
        ["initializer"] = entry.Initializer,
        ["mode"] = entry.Mode,
        ["piecesAdded"] = entry.PiecesAdded,
        ["tokensByMethod"] = new JsonObject(entry.Methods.Select(method => KeyValuePair.Create(method.Method, (JsonNode?)method.Tokens))),
        ["coverage"] = new JsonObject(entry.Methods.Where(method => method.Coverage is not null).Select(method => KeyValuePair.Create(method.Method, (JsonNode?)Rounded(method.Coverage)))),
        ["fertilityBefore"] = Rounded(entry.FertilityBefore),
        ["fertilityAfter"] = Rounded(entry.FertilityAfter),
        ["cosine"] = new JsonObject { ["before"] = ScoreJson.Of(entry.Before.Cosine), ["after"] = entry.After is { } after ? ScoreJson.Of(after.Cosine) : null },
        ["centred"] = new JsonObject { ["before"] = ScoreJson.Of(entry.Before.Centred), ["after"] = entry.After is { } last ? ScoreJson.Of(last.Centred) : null },
        ["accuracy"] = report.Labeled is null ? null : new JsonObject { ["before"] = Accuracy(report, entry, healed: false), ["after"] = Accuracy(report, entry, healed: true) },
        ["healing"] = entry.Healing is { } healing ? new JsonObject { ["steps"] = healing.Steps, ["seconds"] = Math.Round(healing.Seconds, 2), ["trainedRows"] = healing.TrainedRows } : null,
        ["warnings"] = ScoreJson.Array(entry.Warnings, warning => new JsonObject { ["name"] = warning.Name, ["message"] = warning.Message }),
    };

    private static JsonObject? Accuracy(RemapComparisonReport report, RemapComparisonEntry entry, bool healed)
    {
        string name = RemapComparisonReport.StrategyName(entry.Initializer, healed);
        if (report.Strategy(name) is not { } strategy)
            return null;
        JsonObject json = ScoreJson.Of(strategy.Scores.Accuracy);
        json["againstNoRemap"] = ScoreJson.Of(report.AgainstNoRemap(name)!);
        return json;
    }

    private static JsonValue? Rounded(double? value) => value is { } known ? JsonValue.Create(Math.Round(known, 6)) : null;

    private static void Write(RemapComparisonReport report, IReportWriter writer)
    {
        bool healed = report.Entries.Any(entry => entry.After is not null);
        writer.Paragraph(report.Summary, "summary");
        writer.Table(Table(report, healed));
        writer.Paragraph(
            "Cosines are those of the vectors that the remapped model and the old one give to held-out texts, with intervals over texts; centred: after the mean of all these " +
            "vectors was taken away on each side." + (healed ? $" Healing took {Healing(report)}." : ""));
        string[] warnings = [.. report.Entries.SelectMany(entry => entry.Warnings.Select(warning => $"{entry.Initializer}: {warning.Message}"))];
        if (warnings.Length > 0)
        {
            writer.Heading("Warnings");
            writer.List(warnings);
        }

        if (report.Labeled is not { } labeled)
            return;
        writer.Heading("Labelled rows, with frozen vectors");
        CrossValidationSections.Write(labeled, writer);
    }

    private static ReportTable Table(RemapComparisonReport report, bool healed)
    {
        bool labeled = report.Labeled is not null;
        string[] Stages(string what) => healed ? [$"{what} before healing", $"{what} after"] : [what];
        string[] header =
        [
            "initialiser", "new tokens by method", "tokens a word", "after", .. Stages("cosine"), .. Stages("centred cosine"), .. labeled ? Stages("accuracy") : [],
        ];
        var rows = new List<string[]>();
        foreach (string baseline in labeled ? new[] { RemapComparisonReport.Letters, RemapComparisonReport.NoRemap } : [])
        {
            string[] row = [baseline, .. Enumerable.Repeat("–", header.Length - 1)];
            row[header.Length - (healed ? 2 : 1)] = Text.Score(report.Strategy(baseline)!.Scores.Accuracy);
            rows.Add(row);
        }

        rows.AddRange(report.Entries.Select(entry => (string[])
        [
            entry.Initializer, entry.MethodsInShort, Fertility(entry.FertilityBefore), Fertility(entry.FertilityAfter),
            .. Cells(healed, Text.Score(entry.Before.Cosine), entry.After is { } after ? Text.Score(after.Cosine) : "–"),
            .. Cells(healed, Text.Score(entry.Before.Centred), entry.After is { } last ? Text.Score(last.Centred) : "–"),
            .. labeled ? Cells(healed, Judged(report, entry, healed: false), Judged(report, entry, healed: true)) : [],
        ]));
        return new ReportTable(header, rows);
    }

    private static string[] Cells(bool healed, string before, string after) => healed ? [before, after] : [before];

    /// <summary>The accuracy with the verdict against the model that was not remapped.</summary>
    private static string Judged(RemapComparisonReport report, RemapComparisonEntry entry, bool healed)
    {
        string name = RemapComparisonReport.StrategyName(entry.Initializer, healed);
        return report.Strategy(name) is { } strategy ? $"{Text.Score(strategy.Scores.Accuracy)}, {Text.Of(report.AgainstNoRemap(name)!.Verdict)}" : "–";
    }

    private static string Healing(RemapComparisonReport report) => string.Join(
        "; ",
        report.Entries.Where(entry => entry.Healing is not null).Select(entry => string.Create(
            CultureInfo.InvariantCulture, $"{entry.Initializer} {entry.Healing!.Steps:N0} steps on {entry.Healing.TrainedRows:N0} token embeddings")));

    private static string Fertility(double? value) => value is { } known ? Text.Three(known) : "–";
}
