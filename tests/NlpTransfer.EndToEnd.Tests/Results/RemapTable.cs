using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using static NlpTransfer.EndToEnd.Tests.Results.ResultTable;

namespace NlpTransfer.EndToEnd.Tests.Results;

/// <summary>Renders committed comparisons of initialisers as the Markdown tables that stand in a README.</summary>
internal static class RemapTable
{
    private static readonly string[] Baselines = ["letters", "no remap"];

    /// <summary>Whether a cell is one of <c>remap compare</c>.</summary>
    internal static bool Fits(JsonObject cell) => cell.ContainsKey("initializers");

    /// <summary>One cell: the baselines, each initialiser before and after healing, and the command that makes the cell anew.</summary>
    internal static string Render(JsonObject cell)
    {
        JsonObject[] entries = [.. Entries(cell)];
        var text = new StringBuilder("| initialiser | new tokens by method | centred cosine | healed | accuracy | healed | against no remap, healed |\n|---|---|---|---|---|---|---|\n");
        foreach (string baseline in Baselines)
            text.Append(CultureInfo.InvariantCulture, $"| {baseline} | | | | {Score(Strategy(cell, baseline)["accuracy"]!)} | | |\n");
        foreach (JsonObject entry in entries)
        {
            JsonNode accuracy = entry["accuracy"]!;
            text.Append(CultureInfo.InvariantCulture, $"| {(string)entry["initializer"]!} | {Methods(entry)} | {Cosine(entry["centred"]!["before"]!)} | {Cosine(entry["centred"]!["after"]!)} |");
            text.Append(CultureInfo.InvariantCulture, $" {Percent(accuracy["before"]!["value"]!)} | {Score(accuracy["after"]!)} | {Against(accuracy["after"]!["againstNoRemap"]!)} |\n");
        }

        JsonNode labeled = cell["labeled"]!, healing = entries[0]["healing"]!;
        text.Append(CultureInfo.InvariantCulture, $"\nTokens a word {Number(entries[0]["fertilityBefore"]!)} before, {Number(entries[0]["fertilityAfter"]!)} after ({(string)entries[0]["mode"]!}). ");
        // Rows that were measured again, beside other work, say nothing about time.
        JsonObject[] again = [.. cell["again"]?.AsArray().Select(run => run!.AsObject()) ?? []];
        string[] apart = [.. again.SelectMany(run => run["initializers"]!.AsArray()).Select(name => (string)name!)];
        double seconds = entries.Where(entry => !apart.Contains((string)entry["initializer"]!)).Max(entry => (double)entry["healing"]!["seconds"]!);
        text.Append(CultureInfo.InvariantCulture, $"Healed in {(int)healing["steps"]!} steps, at most {seconds:0} seconds on one core; cosines on {(int)entries[0]["centred"]!["after"]!["n"]!} texts. ");
        text.Append(CultureInfo.InvariantCulture, $"{(int)labeled["rows"]!} rows in {(int)labeled["groups"]!} groups, {(int)labeled["folds"]!} folds, seed {(long)cell["seed"]!}; model {(string)cell["model"]!["name"]!}, sha256 {((string)cell["model"]!["sha256"]!)[..12]}:\n\n");
        text.Append(CultureInfo.InvariantCulture, $"    {(string)cell["command"]!}\n");
        foreach (JsonObject run in again)
            text.Append(CultureInfo.InvariantCulture, $"\n{string.Join(", ", run["initializers"]!.AsArray().Select(name => (string)name!))} was measured again, because {(string)run["why"]!}:\n\n    {(string)run["command"]!}\n");
        return text.ToString();
    }

    /// <summary>Several cells in one table: initialisers down, cells across; accuracy after healing with its verdict against the model that was not remapped.</summary>
    internal static string Summarize(IReadOnlyList<(string Name, JsonObject Cell)> cells)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"| initialiser |{string.Concat(cells.Select(cell => $" {cell.Name} |"))}\n|---|{string.Concat(cells.Select(_ => "---|"))}\n");
        text.Append(CultureInfo.InvariantCulture, $"| tokens a word |{string.Concat(cells.Select(cell => $" {Number(First(cell.Cell)["fertilityBefore"]!)} → {Number(First(cell.Cell)["fertilityAfter"]!)} |"))}\n");
        foreach (string baseline in Baselines)
            text.Append(CultureInfo.InvariantCulture, $"| {baseline} |{string.Concat(cells.Select(cell => $" {Percent(Strategy(cell.Cell, baseline)["accuracy"]!["value"]!)} |"))}\n");
        foreach (string name in cells.SelectMany(cell => Entries(cell.Cell)).Select(entry => (string)entry["initializer"]!).Distinct())
        {
            text.Append(CultureInfo.InvariantCulture, $"| {name} |");
            foreach ((_, JsonObject cell) in cells)
                text.Append(CultureInfo.InvariantCulture, $" {(Entries(cell).FirstOrDefault(entry => (string)entry["initializer"]! == name) is { } entry ? Healed(entry) : "–")} |");
            text.Append('\n');
        }

        return text.ToString();

        static JsonObject First(JsonObject cell) => Entries(cell).First();
        static string Healed(JsonObject entry) =>
            $"{Percent(entry["accuracy"]!["after"]!["value"]!)} {(string)entry["accuracy"]!["after"]!["againstNoRemap"]!["verdict"]!}, cosine {Cosine(entry["centred"]!["after"]!)}";
    }

    private static IEnumerable<JsonObject> Entries(JsonObject cell) => cell["initializers"]!.AsArray().Select(entry => entry!.AsObject());

    private static JsonObject Strategy(JsonObject cell, string name) => cell["labeled"]!["strategies"]!.AsArray().Select(strategy => strategy!.AsObject()).First(strategy => (string)strategy["system"]! == name);

    private static string Methods(JsonObject entry) => string.Join(", ", entry["tokensByMethod"]!.AsObject().Select(method => string.Create(CultureInfo.InvariantCulture, $"{method.Key} {(int)method.Value!:N0}")));

    private static string Against(JsonNode comparison) =>
        $"{Signed(comparison["difference"]!)} [{Signed(comparison["low"]!)}, {Signed(comparison["high"]!)}]: {(string)comparison["verdict"]!}";

    private static string Score(JsonNode score) => $"{Percent(score["value"]!)} [{Percent(score["low"]!)}, {Percent(score["high"]!)}]";

    private static string Cosine(JsonNode score) => ((double)score["value"]!).ToString("0.000", CultureInfo.InvariantCulture);

    private static string Number(JsonNode number) => ((double)number).ToString("0.00", CultureInfo.InvariantCulture);
}
