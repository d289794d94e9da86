using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Commands;

public sealed class CorpusStatsTests
{
    private const string Table = "nr\tbody\tkind\tdoc\ttongue\tpart\n1\ta b\tx\tg\tyo\ttrain\n2\tc\ty\tg\tha\ttest\n3\td\tx\th\tyo\ttest\n";

    [Fact]
    [Covers("corpus stats", "--text-column", "--label-column", "--group-column", "--language-column", "--split-column", "--id-column")]
    public void Stats_NamedColumns_AreCounted()
    {
        using var folder = new TemporaryFolder();
        JsonObject json = BuiltProgram.Run(
            "corpus", "stats", folder.Write("a.tsv", Table), "--text-column", "body", "--label-column", "kind", "--group-column", "doc",
            "--language-column", "tongue", "--split-column", "part", "--id-column", "nr", "--json").Succeeds().Json;
        JsonNode file = json["files"]![0]!;
        Assert.Equal(1, (int)json["schema"]!);
        Assert.Equal((3, 2, 1), ((int)file["rows"]!, (int)file["groups"]!, (int)file["words"]!["median"]!));
        Assert.Equal("""{"x":2,"y":1}""", file["labels"]!.ToJsonString());
        Assert.Equal(["ha test 1", "yo test 1", "yo train 1"], file["parts"]!.AsArray().Select(part => $"{part!["language"]} {part["split"]} {part["rows"]}"));
        Assert.Equal("{}", file["dropped"]!.ToJsonString());
    }

    [Fact]
    [Covers("corpus stats", "--id-column")]
    public void Stats_NoSuchIdColumn_SaysSo()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.tsv", "text\tlabel\na\tx\n");
        ProgramResult result = BuiltProgram.Run("corpus", "stats", file, "--id-column", "nr");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("nr", result.Failure, StringComparison.Ordinal);
    }

    [Fact]
    [Covers("corpus stats", "--split", "--limit", "--format", "--skip-bad-rows")]
    public void Stats_SplitLimitFormatBadRows_HaveTheirEffect()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.data", "text\tlabel\tsplit\na\tx\ttrain\nb\tx\ttest\n\tx\ttest\nc\ty\ttest\nd\ty\ttest\n");
        JsonNode counted = BuiltProgram.Run("corpus", "stats", file, "--split", "test", "--limit", "2", "--format", "tsv", "--skip-bad-rows", "--json")
            .Succeeds().Json["files"]![0]!;
        Assert.Equal(2, (int)counted["rows"]!);
        Assert.Equal("""{"emptyText":1}""", counted["dropped"]!.ToJsonString());
        BuiltProgram.Run("corpus", "stats", file, "--format", "xls").Fails(
            2, "The corpus can't be read as asked: format 'xls' is not known; use one of parquet, jsonl, tsv, csv, text.");
        BuiltProgram.Run("corpus", "stats", file, "--limit", "none").Fails(
            2, "--limit takes a whole number from 1 to 2147483647, not 'none'. See 'nlptransfer corpus stats --help'.");
    }
}
