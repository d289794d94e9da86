using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Results;

/// <summary>Renders a committed cell of <c>evaluate retrieval</c>: a language down, a model and direction across.</summary>
internal static class RetrievalTable
{
    /// <summary>Whether a cell is of this kind.</summary>
    internal static bool Fits(JsonObject cell) => cell.ContainsKey("systems");

    /// <summary>The table, the verdicts and the command.</summary>
    internal static string Render(JsonObject cell)
    {
        JsonArray systems = cell["systems"]!.AsArray();
        string[] names = [.. systems.Select(system => (string)system!["system"]!)];
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"| language | pairs |{string.Concat(names.Select(name => $" {name}, from the source | from the target |"))} difference |\n");
        text.Append(CultureInfo.InvariantCulture, $"|---|---|{string.Concat(names.Select(_ => "---|---|"))}---|\n");
        JsonArray judged = cell["languageComparisons"]!.AsArray();
        for (int place = 0; place < systems[0]!["languages"]!.AsArray().Count; place++)
        {
            JsonNode first = systems[0]!["languages"]![place]!;
            text.Append(CultureInfo.InvariantCulture, $"| {(string)first["language"]!} | {(int)first["pairs"]!} |");
            foreach (JsonNode? system in systems)
                text.Append(CultureInfo.InvariantCulture, $" {ResultTable.Percent(system!["languages"]![place]!["fromSource"]!["value"]!)} | {ResultTable.Percent(system["languages"]![place]!["fromTarget"]!["value"]!)} |");
            text.Append(CultureInfo.InvariantCulture, $" {(place < judged.Count ? ResultTable.Difference(judged[place]!) : "")} |\n");
        }

        text.Append('\n');
        foreach (JsonNode? comparison in cell["comparisons"]!.AsArray())
            text.Append(CultureInfo.InvariantCulture, $"- {ResultTable.Verdict(comparison!)}\n");
        text.Append(CultureInfo.InvariantCulture, $"\n{(int)cell["pairs"]!} pairs; model {(string)cell["model"]!["name"]!}, sha256 {((string)cell["model"]!["sha256"]!)[..12]}:\n\n    {(string)cell["command"]!}\n");
        return text.ToString();
    }
}
