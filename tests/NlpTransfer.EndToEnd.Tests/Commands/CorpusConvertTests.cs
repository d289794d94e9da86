namespace NlpTransfer.EndToEnd.Tests.Commands;

public sealed class CorpusConvertTests
{
    [Fact]
    [Covers("corpus convert", "--out", "--force")]
    public void Convert_ThereAndBack_KeepsRows()
    {
        using var folder = new TemporaryFolder();
        string tsv = TinyCorpus.Write(folder, "a.tsv", "yor", 0, 9), parquet = folder.At("a.parquet"), back = folder.At("b.jsonl");
        Assert.Equal(9, (int)BuiltProgram.Run("corpus", "convert", "yor=" + tsv, "--out", parquet, "--json").Succeeds().Json["rows"]!);
        BuiltProgram.Run("corpus", "convert", parquet, "--out", back).Succeeds();
        Assert.Contains("\"language\":\"yor\"", File.ReadLines(back).First(), StringComparison.Ordinal);
        Assert.Equal(9, File.ReadLines(back).Count());
        BuiltProgram.Run("corpus", "convert", tsv, "--out", back).Fails(2, $"{back}: the file exists; choose another name, or allow it to be replaced (--force).");
        BuiltProgram.Run("corpus", "convert", tsv, tsv, "--out", back, "--force").Succeeds();
        Assert.Equal(18, File.ReadLines(back).Count());
    }

    [Fact]
    [Covers("corpus convert", "--text-column", "--label-column", "--group-column", "--language-column", "--split-column", "--id-column", "--split", "--limit", "--format", "--skip-bad-rows")]
    public void Convert_ReadingOptions_Reach()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.data", "nr\tbody\tkind\tdoc\ttongue\tpart\n1\ta\tx\tg\tyo\ttrain\n2\t\ty\tg\tha\ttest\n3\td\tx\th\tyo\ttest\n4\te\tx\th\tyo\ttest\n");
        string goal = folder.At("b.tsv");
        BuiltProgram.Run(
            "corpus", "convert", file, "--out", goal, "--format", "tsv", "--text-column", "body", "--label-column", "kind", "--group-column", "doc", "--language-column", "tongue",
            "--split-column", "part", "--id-column", "nr", "--split", "test", "--limit", "1", "--skip-bad-rows").Succeeds();
        Assert.Equal("id\tgroup\tlanguage\tsplit\tlabel\ttext\n3\th\tyo\ttest\tx\td\n", File.ReadAllText(goal));
    }

    [Fact]
    [Covers("corpus convert", "--to")]
    public void Convert_ToStandardOutput_WritesTheRowsAlone()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.tsv", "text\tlabel\na\tx\n");
        Assert.Equal("{\"label\":\"x\",\"text\":\"a\"}\n", BuiltProgram.Run("corpus", "convert", file, "--out", "-", "--to", "jsonl").Succeeds().Output);
    }

    [Fact]
    public void Convert_UnknownEnding_ListsTheKnown() => BuiltProgram.Run("corpus", "convert", "a.tsv", "--out", "b.xls").Fails(
        2, "b.xls: the ending names no corpus format; use one of .parquet, .jsonl, .ndjson, .json, .tsv, .tab, .csv, .txt.");
}
