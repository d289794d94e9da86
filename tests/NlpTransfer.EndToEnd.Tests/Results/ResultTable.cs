using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Results;

/// <summary>Renders a committed cross-validation cell as the Markdown table that stands in a README.</summary>
internal static class ResultTable
{
    /// <summary>The table, the verdicts on the average over languages, and the command that makes the cell anew.</summary>
    internal static string Render(JsonObject cell)
    {
        JsonArray strategies = cell["strategies"]!.AsArray();
        string[] languages = [.. strategies[0]!["languages"]!.AsArray().Select(l => (string)l!["language"]!)];
        // One corpus has no languages beside the whole.
        bool whole = languages.Length != 1;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"| strategy |{string.Concat(languages.Select(l => $" {l} |"))}{(whole ? languages.Length == 0 ? " accuracy |" : " mean |" : "")} 95 % interval | macro F1 | seconds |\n");
        text.Append(CultureInfo.InvariantCulture, $"|---|{string.Concat(languages.Select(_ => "---|"))}{(whole ? "---|" : "")}---|---|---|\n");
        foreach (JsonNode? strategy in strategies)
        {
            JsonNode accuracy = strategy!["accuracy"]!;
            text.Append(CultureInfo.InvariantCulture, $"| {(string)strategy["system"]!} |");
            foreach (JsonNode? language in strategy["languages"]!.AsArray())
                text.Append(CultureInfo.InvariantCulture, $" {Percent(language!["accuracy"]!["value"]!)} |");
            if (whole)
                text.Append(CultureInfo.InvariantCulture, $" {Percent(accuracy["value"]!)} |");
            text.Append(CultureInfo.InvariantCulture, $" {Percent(accuracy["low"]!)} to {Percent(accuracy["high"]!)} | {Percent(strategy["macroF1"]!["value"]!)} | {(double)strategy["seconds"]!:0} |\n");
        }

        text.Append('\n');
        // Every pair is in the cell; the table shows each strategy against the floor, which is the first, and against itself with another model.
        string floor = (string)strategies[0]!["system"]!;
        foreach (JsonNode? comparison in cell["comparisons"]!.AsArray().Where(c => (string)c!["against"]! == floor || ((string)c["against"]!).StartsWith($"{(string)c["system"]!}, ", StringComparison.Ordinal)))
            text.Append(CultureInfo.InvariantCulture, $"- {Verdict(comparison!)}\n");
        string model = cell["model"] is { } known ? $"; model {(string)known["name"]!}, sha256 {((string)known["sha256"]!)[..12]}" : "";
        text.Append(CultureInfo.InvariantCulture, $"\n{(int)cell["rows"]!} rows in {(int)cell["groups"]!} groups, {(int)cell["folds"]!} folds, seed {(long)cell["seed"]!}{model}:\n\n");
        text.Append(CultureInfo.InvariantCulture, $"    {(string)cell["command"]!}\n");
        return text.ToString();
    }

    /// <summary>Several cells of the same rows in one table: strategies down, cells and languages across.</summary>
    internal static string Summarize(IReadOnlyList<(string Name, JsonObject Cell)> cells)
    {
        var text = new StringBuilder();
        JsonArray first = cells[0].Cell["strategies"]!.AsArray();
        string[] languages = [.. first[0]!["languages"]!.AsArray().Select(l => (string)l!["language"]!)];
        text.Append(CultureInfo.InvariantCulture, $"| model | strategy |{string.Concat(languages.Select(l => $" {l} |"))} mean | against letters |\n|---|---|{string.Concat(languages.Select(_ => "---|"))}---|---|\n");
        foreach ((string name, JsonObject cell) in cells)
        {
            foreach (JsonNode? strategy in cell["strategies"]!.AsArray())
            {
                string system = (string)strategy!["system"]!;
                // Letters read no encoder: they stand once.
                if (system == "letters" && cell != cells[0].Cell)
                    continue;
                JsonNode? judged = cell["comparisons"]!.AsArray().FirstOrDefault(c => (string)c!["system"]! == system && (string)c["against"]! == "letters");
                string verdict = judged is null ? "" : Difference(judged);
                text.Append(CultureInfo.InvariantCulture, $"| {(system == "letters" ? "none" : name)} | {system} |{string.Concat(strategy["languages"]!.AsArray().Select(l => $" {Percent(l!["accuracy"]!["value"]!)} |"))} {Percent(strategy["accuracy"]!["value"]!)} | {verdict} |\n");
            }
        }

        return text.ToString();
    }

    internal static string Verdict(JsonNode comparison) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(string)comparison["system"]!} against {(string)comparison["against"]!}: {Signed(comparison["difference"]!)} points [{Signed(comparison["low"]!)}, {Signed(comparison["high"]!)}], p {(double)comparison["pValue"]!:0.0000}: {(string)comparison["verdict"]!}");

    /// <summary>A difference with its interval and verdict.</summary>
    internal static string Difference(JsonNode judged) => $"{Signed(judged["difference"]!)} [{Signed(judged["low"]!)}, {Signed(judged["high"]!)}]: {(string)judged["verdict"]!}";

    internal static string Percent(JsonNode share) => (100 * (double)share).ToString("0.0", CultureInfo.InvariantCulture);

    internal static string Signed(JsonNode share) => (100 * (double)share).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);
}
