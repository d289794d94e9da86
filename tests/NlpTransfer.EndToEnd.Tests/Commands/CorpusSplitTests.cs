using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Commands;

public sealed class CorpusSplitTests
{
    [Fact]
    [Covers("corpus split", "--folds", "--out", "--force", "--seed", "--to")]
    public void Split_Folds_KeepGroupsOfAllLanguagesTogether()
    {
        using var folder = new TemporaryFolder();
        string yor = "yor=" + TinyCorpus.Write(folder, "yor.tsv", "yor", 0, 30), eng = "eng=" + TinyCorpus.Write(folder, "eng.tsv", "eng", 0, 30), goal = folder.At("folds");
        JsonObject json = BuiltProgram.Run("corpus", "split", yor, eng, "--folds", "3", "--out", goal, "--json").Succeeds().Json;
        Assert.Equal([20, 20, 20], json["parts"]!.AsArray().Select(part => (int)part!["rows"]!));
        string[] first = File.ReadAllLines(Path.Combine(goal, "fold-1.tsv"));
        Assert.All(
            first.Skip(1).GroupBy(line => line.Split('\t')[1]),
            group => Assert.Equal(2, group.Count()));
        BuiltProgram.Run("corpus", "split", yor, "--folds", "3", "--out", goal).Fails(2, $"{goal}: the folder exists; choose another name, or allow it to be replaced (--force).");
        BuiltProgram.Run("corpus", "split", yor, eng, "--folds", "3", "--out", goal, "--force", "--seed", "2", "--to", "csv").Succeeds();
        Assert.NotEqual(
            first.Skip(1).Select(line => line.Split('\t')[0]).Order(),
            File.ReadLines(Path.Combine(goal, "fold-1.csv")).Skip(1).Select(line => line.Split(',')[0]).Order());
    }

    [Fact]
    [Covers("corpus split", "--parts")]
    public void Split_Parts_HaveTheirSharesAndNames()
    {
        using var folder = new TemporaryFolder();
        string file = TinyCorpus.Write(folder, "a.tsv", "yor", 0, 30), goal = folder.At("parts");
        JsonObject json = BuiltProgram.Run("corpus", "split", file, "--parts", "few=0.2,many=0.8", "--out", goal, "--json").Succeeds().Json;
        Assert.Equal(["few 6", "many 24"], json["parts"]!.AsArray().Select(part => $"{part!["name"]} {part["rows"]}"));
        BuiltProgram.Run("corpus", "split", file, "--parts", "few", "--out", folder.At("b")).Fails(2, "--parts takes names with their shares, such as train=0.8,test=0.2, not 'few'.");
        BuiltProgram.Run("corpus", "split", file, "--parts", "a=0.5,b=0.5", "--folds", "2", "--out", folder.At("b")).Fails(2, "give --folds or --parts, not both.");
    }

    [Fact]
    [Covers("corpus split", "--text-column", "--label-column", "--group-column", "--language-column", "--split-column", "--id-column", "--split", "--limit", "--format", "--skip-bad-rows")]
    public void Split_ReadingOptions_Reach()
    {
        using var folder = new TemporaryFolder();
        string goal = folder.At("parts");
        string file = folder.Write(
            "a.data", "nr\tbody\tkind\tdoc\ttongue\tpart\n1\ta\tx\tg\tyo\ttrain\n2\t\ty\tg\tha\ttest\n3\td\tx\th\tyo\ttest\n4\te\tx\ti\tyo\ttest\n5\tf\tx\tj\tyo\ttest\n");
        BuiltProgram.Run(
            "corpus", "split", file, "--folds", "2", "--out", goal, "--format", "tsv", "--text-column", "body", "--label-column", "kind", "--group-column", "doc", "--language-column", "tongue",
            "--split-column", "part", "--id-column", "nr", "--split", "test", "--limit", "2", "--skip-bad-rows").Succeeds();
        string[] rows = [.. Directory.EnumerateFiles(goal).SelectMany(part => File.ReadLines(part).Skip(1)).Order()];
        Assert.Equal(["3\th\tyo", "4\ti\tyo"], rows.Select(row => string.Join('\t', row.Split('\t').Take(3))));
    }
}
