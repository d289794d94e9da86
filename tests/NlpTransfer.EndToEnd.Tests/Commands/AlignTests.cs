using System.Globalization;
using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Commands;

public sealed class AlignTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Goal => _folder.At("out");

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Covers("align", "--model", "--pairs", "--text", "--labeled", "--folds", "--out", "--force", "--notice", "--licence", "--max-steps")]
    public void Align_Pairs_ReportsRetrievalKeptTextsAndTheOtherTask()
    {
        string notice = _folder.Write("notice.md", "Made of somebody's.\n");
        JsonObject json = Align("--max-steps", "12", "--labeled", Trained.Data, "--folds", "3", "--notice", notice, "--licence", "mit").Succeeds().Json;
        Assert.Equal((1, Goal, 12), ((int)json["schema"]!, (string)json["out"]!, (int)json["steps"]!));
        JsonObject retrieval = json["retrieval"]![0]!.AsObject();
        Assert.Equal(("yor", 6), ((string)retrieval["language"]!, (int)retrieval["after"]!["fromSource"]!["n"]!));
        Assert.Equal(60, (int)json["labeled"]![0]!["after"]!["n"]!);
        Assert.InRange((double)json["labeled"]![0]!["pValue"]!, 0, 1);
        Assert.Equal("fra", (string)json["kept"]![0]!["language"]!);
        Assert.Equal(1, (double)json["kept"]![0]!["cosine"]!["before"]!["value"]!, 1e-4);
        string card = File.ReadAllText(Path.Combine(Goal, "README.md"));
        Assert.All(new[] { "Made of somebody's.", "license: mit", "--pairs yor=eng.txt,yor.txt --text fra=fra.txt", "Another task" }, part => Assert.Contains(part, card, StringComparison.Ordinal));
        Assert.Single(BuiltProgram.Run("embed", "ounje", "--model", Goal).Succeeds().JsonLines);
        Align().Fails(2, $"{Goal}: the folder exists; choose another name, or allow it to be replaced (--force).");
        Align("--force", "--max-steps", "1").Succeeds();
    }

    [Fact]
    [Covers("align", "--epochs", "--seed", "--learning-rate", "--embedding-rate-factor", "--contrast", "--contrast-temperature", "--language-temperature", "--batch-tokens", "--max-length", "--keep-share", "--pairs-per-language", "--texts-per-language", "--held-out-pairs", "--held-out", "--limit", "--text-column", "--source-language", "--split")]
    public void Align_Choices_ChangeWhatComesOut()
    {
        string plain = Result();
        string table = _folder.Write("table.tsv", "other\tbody\n" + string.Join('\n', Enumerable.Range(0, 30).Select(id => $"x\t{TinyCorpus.Text("yor", id)}")) + "\n");
        string three = _folder.Write("three.tsv", "fra\teng\tyor\n" + string.Join('\n', Enumerable.Range(0, 60).Select(id => $"{TinyCorpus.Text("fra", id)}\t{TinyCorpus.Text("eng", id)}\t{TinyCorpus.Text("yor", id)}")) + "\n");
        string[][] choices =
        [
            ["--epochs", "1"], ["--seed", "2"], ["--learning-rate", "1e-3"], ["--embedding-rate-factor", "1"], ["--contrast", "0"], ["--contrast-temperature", "0.5"],
            ["--language-temperature", "50"], ["--batch-tokens", "64"], ["--max-length", "28"], ["--keep-share", "0.2"], ["--pairs-per-language", "30"], ["--texts-per-language", "20"],
            ["--held-out-pairs", "3"], ["--held-out", "2"], ["--limit", "20"], ["--text", "yor=" + table, "--text-column", "body"],
            ["--pairs", "yor=" + three, "--source-language", "fra"],
            ["--labeled", Split("train")], ["--labeled", Split("train"), "--split", "dev"],
        ];
        string[] results = [plain, .. choices.Select(Result)];
        Assert.All(choices.Zip(results.Skip(1)), one => Assert.True(results.Count(other => other == one.Second) == 1, string.Join(' ', one.First)));
    }

    [Fact]
    [Covers("align", "--minutes", "--evaluations", "--patience", "--threads", "--text-list")]
    public void Align_TimeAndMeasuring_AreKept()
    {
        Assert.Equal(1, (int)Align("--minutes", "0.00001").Succeeds().Json["steps"]!);
        // Nothing gets better at such a rate, so patience ends it after the first of four parts, or of two.
        string[] hopeless = ["--force", "--max-steps", "8", "--learning-rate", "1", "--patience", "1"];
        Assert.Equal(2, (int)Align(hopeless).Succeeds().Json["steps"]!);
        Assert.Equal(4, (int)Align([.. hopeless, "--evaluations", "2"]).Succeeds().Json["steps"]!);
        Assert.True((double)Align("--force", "--max-steps", "2", "--threads", "1").Succeeds().Json["tokensPerSecond"]! > 0);
        string list = _folder.Write("list.tsv", "path\tlanguage\tname\tlicence\tcredit\nfra.txt\tfra\tthe text\tCC0-1.0\tnobody\n");
        Text("fra");
        BuiltProgram.Run("align", "--model", Trained.Model, "--pairs", Pairs(), "--text-list", list, "--max-steps", "1", "--out", Goal, "--force").Succeeds();
        Assert.Contains("| the text | fra | CC0-1.0 | nobody |", File.ReadAllText(Path.Combine(Goal, "README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Align_NothingKept_SaysWhatIsLost()
    {
        string[] command = ["align", "--model", Trained.Model, "--pairs", Pairs(), "--max-steps", "1", "--out", Goal, "--force"];
        Assert.Contains("warning: nothing keeps its old vectors", BuiltProgram.Run([.. command, "--keep-share", "0"]).Succeeds().Error, StringComparison.Ordinal);
        Assert.Contains("no --text is given", BuiltProgram.Run(command).Succeeds().Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Align_WrongInput_IsRefusedInASentence()
    {
        Align("--keep-share", "0").Fails(2, "--text names texts to keep, and --keep-share 0 keeps none; leave one of them out.");
        Align("--folds", "3").Fails(2, "--folds is about the labelled rows, and none are given; leave it out, or give --labeled.");
        BuiltProgram.Run("align", "--model", Trained.Model, "--pairs", Pairs(), "--texts-per-language", "20", "--out", Goal).Fails(
            2, "--texts-per-language is about the kept texts, and none are given; leave it out, or give --text.");
        Align("--contrast", "0", "--contrast-temperature", "1").Fails(2, "--contrast-temperature has an effect only with contrast, and there is none; leave it out, or give --contrast.");
        string short_ = _folder.Write("short.txt", "kan\n");
        ProgramResult unequal = BuiltProgram.Run("align", "--model", Trained.Model, "--pairs", $"yor={Text("eng")},{short_}", "--out", Goal);
        Assert.Equal(3, unequal.ExitCode);
        Assert.Contains("short.txt", unequal.Failure, StringComparison.Ordinal);
        Assert.Equal(3, BuiltProgram.Run("align", "--model", Trained.Model, "--pairs", _folder.Write("empty.tsv", ""), "--out", Goal).ExitCode);
        Assert.False(Directory.Exists(Goal));
    }

    private string Result(params string[] options)
    {
        JsonObject json = Align(["--force", .. options.Contains("--epochs") ? Array.Empty<string>() : ["--epochs", "2"], .. options]).Succeeds().Json;
        json.Remove("seconds");
        json.Remove("tokensPerSecond");
        json.Remove("memory");
        return json.ToJsonString();
    }

    private ProgramResult Align(params string[] options) => BuiltProgram.Run(
    [
        "align", "--model", Trained.Model, "--out", Goal, "--json",
        .. options.Contains("--pairs") ? Array.Empty<string>() : ["--pairs", Pairs()],
        .. options.Contains("--text") ? Array.Empty<string>() : ["--text", "fra=" + Text("fra"), "eng=" + Text("eng", 90)],
        .. options,
    ]);

    private string Pairs() => $"yor={Text("eng")},{Text("yor")}";

    /// <summary>A labelled file whose rows belong to splits.</summary>
    private string Split(string name)
    {
        var lines = Enumerable.Range(0, 60).Select(id => string.Create(CultureInfo.InvariantCulture, $"{TinyCorpus.Text("yor", id)}\t{TinyCorpus.Label(id)}\t{(id % 2 == 0 ? name : "dev")}"));
        return "yor=" + _folder.Write("split.tsv", "text\tlabel\tsplit\n" + string.Join('\n', lines) + "\n");
    }

    private string Text(string language, int count = 60)
    {
        string path = _folder.At(language + (count == 60 ? ".txt" : "-more.txt"));
        if (!File.Exists(path))
            File.WriteAllText(path, string.Join('\n', Enumerable.Range(0, count).Select(id => TinyCorpus.Text(language, id))) + "\n");
        return path;
    }
}
