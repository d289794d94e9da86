using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NlpTransfer.TestSupport;

namespace NlpTransfer.EndToEnd.Tests.Results;

/// <summary>
/// Every table between <c>&lt;!-- table NAME --&gt;</c> and <c>&lt;!-- end --&gt;</c> in tests/Results/README.md is rendered from NAME.json beside it.
/// With NLPTRANSFER_WRITE_EXPECTED=1 the tables are written anew.
/// </summary>
public sealed partial class ResultTablesTests
{
    [Fact]
    public void Readme_EveryTable_IsRenderedFromItsCell()
    {
        string folder = Path.Combine(SharedFolders.RepositoryRoot, "tests", "Results");
        string path = Path.Combine(folder, "README.md");
        string text = File.ReadAllText(path);

        string rendered = Table().Replace(text, match =>
        {
            string name = match.Groups["name"].Value;
            JsonObject cell = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, name + ".json")))!.AsObject();
            return $"<!-- table {name} -->\n{Render(cell)}<!-- end -->";
        });

        if (Environment.GetEnvironmentVariable("NLPTRANSFER_WRITE_EXPECTED") == "1")
            File.WriteAllText(path, rendered);
        else
            Assert.Equal(rendered, text);
    }

    [Fact]
    public void Readme_RemapSummary_IsRenderedFromItsCells()
    {
        string folder = Path.Combine(SharedFolders.RepositoryRoot, "tests", "Results");
        string path = Path.Combine(folder, "README.md");
        string text = File.ReadAllText(path);
        (string, JsonObject)[] cells =
        [
            .. Directory.EnumerateFiles(folder, "remap-*.json").Order(StringComparer.Ordinal)
                .Select(file => (Path.GetFileNameWithoutExtension(file)["remap-".Length..], JsonNode.Parse(File.ReadAllText(file))!.AsObject())),
        ];

        string rendered = RemapSummary().Replace(text, _ => $"<!-- remap summary -->\n{RemapTable.Summarize(cells)}<!-- end remap summary -->");

        Assert.Matches(RemapSummary(), text);
        if (Environment.GetEnvironmentVariable("NLPTRANSFER_WRITE_EXPECTED") == "1")
            File.WriteAllText(path, rendered);
        else
            Assert.Equal(rendered, text);
    }

    [Fact]
    public void RootReadme_Summary_IsRenderedFromItsCells()
    {
        string folder = Path.Combine(SharedFolders.RepositoryRoot, "tests", "Results");
        string path = Path.Combine(SharedFolders.RepositoryRoot, "README.md");
        string text = File.ReadAllText(path);
        (string, JsonObject)[] cells =
        [
            .. new[] { "e5-small", "mini" }.Select(model => (model, JsonNode.Parse(File.ReadAllText(Path.Combine(folder, $"sib200-{model}.json")))!.AsObject())),
        ];

        string rendered = Summary().Replace(text, _ => $"<!-- summary -->\n{ResultTable.Summarize(cells)}<!-- end summary -->");

        Assert.Matches(Summary(), text);
        if (Environment.GetEnvironmentVariable("NLPTRANSFER_WRITE_EXPECTED") == "1")
            File.WriteAllText(path, rendered);
        else
            Assert.Equal(rendered, text);
    }

    [Fact]
    public void Readme_EveryCell_HasItsTable()
    {
        string folder = Path.Combine(SharedFolders.RepositoryRoot, "tests", "Results");
        string text = File.ReadAllText(Path.Combine(folder, "README.md"));

        string[] shown = [.. Table().Matches(text).Select(match => match.Groups["name"].Value).Order(StringComparer.Ordinal)];
        string[] cells = [.. Directory.EnumerateFiles(folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

        Assert.NotEmpty(cells);
        Assert.Equal(cells, shown);
    }

    private static string Render(JsonObject cell) =>
        RemapTable.Fits(cell) ? RemapTable.Render(cell) : RetrievalTable.Fits(cell) ? RetrievalTable.Render(cell) : ResultTable.Render(cell);

    [GeneratedRegex("<!-- summary -->.*?<!-- end summary -->", RegexOptions.Singleline)]
    private static partial Regex Summary();

    [GeneratedRegex("<!-- remap summary -->.*?<!-- end remap summary -->", RegexOptions.Singleline)]
    private static partial Regex RemapSummary();

    [GeneratedRegex("<!-- table (?<name>[a-z0-9-]+) -->.*?<!-- end -->", RegexOptions.Singleline)]
    private static partial Regex Table();
}
