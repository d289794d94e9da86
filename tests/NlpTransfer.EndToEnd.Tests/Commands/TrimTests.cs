using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Commands;

public sealed class TrimTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Goal => _folder.At("out");

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    [Covers("trim", "--model", "--text", "--out", "--force", "--plan", "--notice", "--licence")]
    public void Trim_Texts_MakesAModelThatWorks()
    {
        string notice = _folder.Write("notice.md", "Made by somebody else.\n"), plan = _folder.At("plan.parquet");
        JsonObject json = Trim("--plan", plan, "--notice", notice, "--licence", "MIT", "--json").Succeeds().Json;
        Assert.Equal((1, Goal), ((int)json["schema"]!, (string)json["out"]!));
        Assert.True(File.Exists(plan));
        Assert.Contains("Made by somebody else.", File.ReadAllText(Path.Combine(Goal, "README.md")), StringComparison.Ordinal);
        Assert.Contains("MIT", File.ReadAllText(Path.Combine(Goal, "nlptransfer.json")), StringComparison.Ordinal);
        Assert.InRange(Pieces(), 10, 3_999);
        Assert.Equal(32, Assert.Single(BuiltProgram.Run("embed", "ẹ̀kọ́ ǹ", "--model", Goal).Succeeds().JsonLines)["vector"]!.AsArray().Count);
        Trim().Fails(2, $"{Goal}: the folder exists; choose another name, or allow it to be replaced (--force).");
        Trim("--force").Succeeds();
    }

    [SkippableFact]
    [Covers("trim", "--vocabulary-size", "--minimum-count", "--scripts", "--temperature", "--text-column", "--text-list")]
    public void Trim_Choices_ChangeTheVocabulary()
    {
        int all = Size(), frequent = Size("--minimum-count", "3"), two = Size("--scripts", "latin,arabic");
        Assert.True(frequent < all && all < two, $"{frequent}, {all}, {two} pieces");
        Assert.Equal(two - 5, Size("--scripts", "latin,arabic", "--vocabulary-size", (two - 5).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        string table = _folder.Write("table.tsv", "nr\tbody\n1\tounje\n");
        Assert.NotEqual(all, Size("--text", "yor=" + table, "--text-column", "body"));
        Trim("--force", "--temperature", "2").Fails(2, "--temperature takes a number from 0 to 1, not '2'. See 'nlptransfer trim --help'.");
        Trim("--force", "--temperature", "0").Succeeds();
        File.WriteAllText(_folder.At("list.tsv"), "path\tlanguage\tcolumn\tweight\tname\tlicence\tcredit\ntable.tsv\tyo\tbody\t1\ttable\tCC0\tnobody\n");
        BuiltProgram.Run("trim", "--model", Model(), "--text-list", _folder.At("list.tsv"), "--out", Goal, "--force").Succeeds();
        BuiltProgram.Run("trim", "--model", Model(), "--out", Goal, "--force").Fails(
            2, "Neither --text nor --text-list names a text; give at least one, it tells which pieces are needed.");
    }

    private int Size(params string[] options)
    {
        Trim(["--force", .. options]).Succeeds();
        return Pieces();
    }

    private int Pieces() => (int)BuiltProgram.Run("model", "inspect", Goal, "--json").Succeeds().Json["vocabularySize"]!;

    private ProgramResult Trim(params string[] options) =>
        BuiltProgram.Run(["trim", "--model", Model(), "--out", Goal, .. options.Contains("--text") ? Array.Empty<string>() : ["--text", "yor=" + Text()], .. options]);

    private string Model() => Directory.Exists(_folder.At("tiny"))
        ? _folder.At("tiny")
        : TinyModel.WriteWithTokenizer(_folder, SharedFolders.Golden("tokenizers", "hf-unigram-metaspace.tokenizer.json"), vocabulary: 4000, paddingId: 1);

    private string Text() => _folder.Write("text.txt", string.Join('\n', Enumerable.Range(0, 30).Select(id => TinyCorpus.Text("yor", id))) + "\n");
}
