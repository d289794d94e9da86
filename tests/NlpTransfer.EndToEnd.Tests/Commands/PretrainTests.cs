using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Commands;

public sealed class PretrainTests : IDisposable
{
    private static readonly string[] Small = ["--layers", "1", "--hidden", "16", "--heads", "2", "--threads", "1", "--batch-tokens", "256"];

    private readonly TemporaryFolder _folder = new();

    private string Goal => _folder.At("out");

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Covers("pretrain", "--tokenizer", "--text", "--out", "--force", "--layers", "--hidden", "--heads", "--threads", "--max-steps", "--learning-rate", "--log", "--log-every", "--notice", "--licence")]
    public void Pretrain_TwoLanguages_LearnsAndTellsHow()
    {
        string log = _folder.At("log.jsonl"), notice = _folder.Write("notice.md", "Made of somebody's.\n");
        JsonObject json = Pretrain("--max-steps", "60", "--learning-rate", "5e-3", "--log", log, "--log-every", "20", "--notice", notice, "--licence", "mit").Succeeds().Json;
        Assert.Equal((1, Goal, 60), ((int)json["schema"]!, (string)json["out"]!, (int)json["steps"]!));
        Assert.All(new[] { "tokens", "seconds", "tokensPerSecond", "loss", "parameters", "texts" }, name => Assert.True((double)json[name]! > 0, name));
        Assert.Equal(["yor", "eng"], json["heldOut"]!.AsArray().Select(language => (string)language!["language"]!));
        JsonNode first = json["heldOut"]![0]!;
        Assert.True((double)first["loss"]!["after"]!["value"]! < (double)first["loss"]!["before"]!["value"]! - 0.5, json.ToJsonString());
        Assert.All(new[] { "value", "low", "high", "n" }, name => Assert.True((double)first["pseudoPerplexity"]![name]! > 0, name));
        string[] lines = File.ReadAllLines(log);
        Assert.Equal([20, 40, 60], lines.Select(line => JsonNode.Parse(line)!).Where(line => line["loss"] is not null).Select(line => (int)line["step"]!));
        Assert.Equal(lines, File.ReadAllLines(Path.Combine(Goal, "training.jsonl")));
        string card = File.ReadAllText(Path.Combine(Goal, "README.md")), picture = File.ReadAllText(Path.Combine(Goal, "loss.svg"));
        Assert.All(new[] { "Made of somebody's.", "license: mit", "nlptransfer pretrain --tokenizer tiny --text", "1 layers of width 16" }, part => Assert.Contains(part, card, StringComparison.Ordinal));
        Assert.All(new[] { "<svg", "yor, held out", "eng, held out", "training" }, part => Assert.Contains(part, picture, StringComparison.Ordinal));
        Assert.Single(BuiltProgram.Run("embed", "ounje", "--model", Goal).Succeeds().JsonLines);
        Pretrain().Fails(2, $"{Goal}: the folder exists; choose another name, or allow it to be replaced (--force).");
        Pretrain("--out", _folder.At("other"), "--log", log).Fails(2, $"{log}: the file exists; choose another name, or allow it to be replaced (--force).");
        Pretrain("--force", "--max-steps", "1", "--log", log).Succeeds();
    }

    [Fact]
    [Covers("pretrain", "--family", "--intermediate", "--seed", "--epochs", "--schedule", "--warmup", "--weight-decay", "--accumulate", "--dropout", "--average-decay", "--mask-share", "--whole-words", "--pairs", "--source-language", "--pair-share", "--pseudo-perplexity", "--language-temperature", "--batch-tokens", "--max-length", "--texts-per-language", "--held-out", "--limit", "--text-column", "--dev", "--evaluations")]
    public void Pretrain_Choices_ChangeWhatComesOut()
    {
        string table = _folder.Write("table.tsv", "other\tbody\n" + string.Join('\n', Enumerable.Range(0, 30).Select(id => $"x\t{TinyCorpus.Text("yor", id)}")) + "\n");
        string pairs = _folder.Write("pairs.tsv", "eng\tfra\tyor\n" + string.Join('\n', Enumerable.Range(0, 30).Select(id => $"{TinyCorpus.Text("eng", id)}\t{TinyCorpus.Text("fra", id)}\t{TinyCorpus.Text("yor", id)}")) + "\n");
        string[] paired = ["--pairs", "yor=" + pairs, "--source-language", "eng"];
        string[][] choices =
        [
            ["--family", "distilbert"], ["--family", "roberta"], ["--intermediate", "24"], ["--seed", "2"], ["--epochs", "1"], ["--schedule", "cosine"], ["--schedule", "inverse-square-root"],
            ["--warmup", "0.5"], ["--weight-decay", "0.5"], ["--accumulate", "2"], ["--dropout", "0.2"], ["--average-decay", "0.5"], ["--mask-share", "0.4"], ["--whole-words"],
            paired, [.. paired[..3], "fra"], [.. paired, "--pair-share", "0.8"], ["--pseudo-perplexity", "0"], ["--language-temperature", "50"], ["--batch-tokens", "512"],
            ["--max-length", "32"], ["--texts-per-language", "20"], ["--held-out", "2"], ["--limit", "30"], ["--text", "yor=" + table, "--text-column", "body"],
            ["--dev", "yor=" + _folder.Write("dev.txt", string.Join('\n', Enumerable.Range(60, 9).Select(id => TinyCorpus.Text("yor", id))) + "\n")],
        ];
        string plain = Result("--epochs", "2");
        string[] results = [plain, .. choices.Select(choice => Result(choice.Contains("--epochs") ? choice : ["--epochs", "2", .. choice]))];
        Assert.All(choices.Zip(results.Skip(1)), one => Assert.True(results.Count(other => other == one.Second) == 1, string.Join(' ', one.First)));
        Result("--epochs", "2", "--evaluations", "3");
        Assert.Equal(1 + 3, File.ReadLines(Path.Combine(Goal, "training.jsonl")).Count(line => line.Contains("heldOut", StringComparison.Ordinal)));
    }

    [Fact]
    [Covers("pretrain", "--patience", "--text-list")]
    public void Pretrain_PatienceAndList_AreKept()
    {
        // Nothing gets better at such a rate, so patience ends it after the first of four parts.
        Assert.Equal(2, (int)Pretrain("--max-steps", "8", "--learning-rate", "1", "--warmup", "0", "--evaluations", "4", "--patience", "1").Succeeds().Json["steps"]!);
        Text();
        string list = _folder.Write("list.tsv", "path\tlanguage\tname\tlicence\tcredit\nyor.txt\tyor\tthe text\tCC0-1.0\tnobody\n");
        BuiltProgram.Run(["pretrain", "--tokenizer", Trained.Model, "--text-list", list, .. Small, "--max-steps", "1", "--out", Goal, "--force"]).Succeeds();
        Assert.Contains("| the text | yor | CC0-1.0 | nobody |", File.ReadAllText(Path.Combine(Goal, "README.md")), StringComparison.Ordinal);
    }

    [Fact]
    [Covers("pretrain", "--snapshots")]
    public void Pretrain_Snapshots_AreModelsOfTheWay()
    {
        string snapshots = Goal + ".snapshots";
        JsonObject json = Pretrain("--max-steps", "10", "--snapshots", "4", "--licence", "mit").Succeeds().Json;
        Assert.Equal((snapshots, "[2,4,6,8]"), ((string)json["snapshots"]!["folder"]!, json["snapshots"]!["steps"]!.ToJsonString()));
        Assert.Equal(["step-000002", "step-000004", "step-000006", "step-000008"], Directory.EnumerateFileSystemEntries(snapshots).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.Single(BuiltProgram.Run("embed", "ounje", "--model", Path.Combine(snapshots, "step-000004")).Succeeds().JsonLines);
        Assert.Contains("license: mit", File.ReadAllText(Path.Combine(snapshots, "step-000004", "README.md")), StringComparison.Ordinal);
        // The result is that of a run that kept none, its card included.
        string[] kept = Hashes();
        Directory.Delete(Goal, recursive: true);
        Pretrain("--max-steps", "10", "--licence", "mit").Succeeds();
        Assert.Equal(kept, Hashes());
        Directory.Delete(Goal, recursive: true);
        Pretrain("--max-steps", "10", "--snapshots", "4").Fails(
            2, $"{snapshots}: it holds the snapshots of an earlier run; move them, go on with that run where it was stopped (--resume), or allow them to be removed (--force).");
        Pretrain("--max-steps", "4", "--snapshots", "2", "--force").Succeeds();
        Assert.Equal(["step-000001", "step-000002"], Directory.EnumerateFileSystemEntries(snapshots).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Pretrain_WrongInput_IsRefusedInASentence()
    {
        string[] command = ["pretrain", "--tokenizer", Trained.Model, "--out", Goal, "--json", .. Small];
        BuiltProgram.Run(command).Fails(2, "Neither --text nor --text-list names a text; give at least one, the model learns on it.");
        Assert.Equal(3, BuiltProgram.Run([.. command, "--text", _folder.Write("empty.txt", "")]).ExitCode);
        Pretrain("--family", "gpt").Fails(2, "options for pretraining: Family must be bert, roberta, xlm-roberta, distilbert, not 'gpt'");
        Pretrain("--hidden", "15").Fails(2, "options for pretraining: HiddenSize must be a multiple of Heads = 2, not 15");
        Pretrain("--schedule", "steep").Fails(2, "--schedule must be cosine, inverse-square-root, linear, not 'steep'. See 'nlptransfer pretrain --help'.");
        Pretrain("--pair-share", "0.5").Fails(2, "--pair-share is about pairs, and none are given; leave it out, or give --pairs.");
        Assert.False(Directory.Exists(Goal));
        // A text shorter than a batch, in a language with ten lines: it is trained on, and nothing is left to measure.
        ProgramResult few = BuiltProgram.Run([.. command, "--text", "yor=" + Text("yor", 10), "--max-steps", "2"]);
        Assert.Equal((2, 0), ((int)few.Succeeds().Json["steps"]!, few.Json["heldOut"]!.AsArray().Count));
        Assert.Contains("yor: too few texts for any to be held out", few.Error, StringComparison.Ordinal);
    }

    private string[] Hashes() => [.. Directory.EnumerateFiles(Goal).Order(StringComparer.Ordinal).Select(file => $"{Path.GetFileName(file)} {ContentHash.OfFile(file)}")];

    private string Result(params string[] options)
    {
        JsonObject json = Pretrain(["--force", "--learning-rate", "5e-3", .. options]).Succeeds().Json;
        json.Remove("seconds");
        json.Remove("tokensPerSecond");
        json.Remove("memory");
        return json.ToJsonString();
    }

    private ProgramResult Pretrain(params string[] options) => BuiltProgram.Run(
    [
        "pretrain", "--tokenizer", Trained.Model, .. options.Contains("--text") ? Array.Empty<string>() : ["--text", "yor=" + Text(), "eng=" + Text("eng", 30)],
        .. options.Contains("--out") ? Array.Empty<string>() : ["--out", Goal], .. options.Contains("--family") ? Array.Empty<string>() : ["--family", "bert"],
        .. Small.Where((_, place) => !options.Contains(Small[place - (place % 2)])), "--json", .. options,
    ]);

    private string Text(string language = "yor", int count = 60)
    {
        string path = _folder.At(language + ".txt");
        File.WriteAllText(path, string.Join('\n', Enumerable.Range(0, count).Select(id => TinyCorpus.Text(language, id))) + "\n");
        return path;
    }
}
