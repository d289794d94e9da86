using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Commands;

public sealed class AdaptTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Goal => _folder.At("out");

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Covers("adapt", "--model", "--teacher", "--text", "--out", "--force", "--notice", "--licence", "--max-steps")]
    public void Adapt_RemappedModel_ComesNearItsTeacher()
    {
        string notice = _folder.Write("notice.md", "Made of somebody's.\n");
        JsonObject json = Adapt("--max-steps", "20", "--notice", notice, "--licence", "mit").Succeeds().Json;
        Assert.Equal((1, Goal, 20), ((int)json["schema"]!, (string)json["out"]!, (int)json["steps"]!));
        Assert.True((double)json["centred"]!["after"]! > (double)json["centred"]!["before"]!, json.ToJsonString());
        Assert.All(new[] { "tokens", "seconds", "tokensPerSecond", "loss", "texts", "trainedRows", "newRows" }, name => Assert.True((double)json[name]! > 0, name));
        JsonObject language = json["languages"]![0]!.AsObject();
        Assert.Equal(("yor", 6), ((string)language["language"]!, (int)language["cosine"]!["after"]!["n"]!));
        Assert.All(new[] { "value", "low", "high" }, name => Assert.NotNull(language["centred"]!["before"]![name]));
        string card = File.ReadAllText(Path.Combine(Goal, "README.md"));
        Assert.All(new[] { "Made of somebody's.", "license: mit", "nlptransfer adapt --model remapped --teacher tiny" }, part => Assert.Contains(part, card, StringComparison.Ordinal));
        Assert.Single(BuiltProgram.Run("embed", "ounje", "--model", Goal).Succeeds().JsonLines);
        Adapt().Fails(2, $"{Goal}: the folder exists; choose another name, or allow it to be replaced (--force).");
        Adapt("--force", "--max-steps", "1").Succeeds();
    }

    [Fact]
    [Covers("adapt", "--epochs", "--seed", "--learning-rate", "--embedding-rate-factor", "--contrast", "--contrast-temperature", "--language-temperature", "--batch-tokens", "--max-length", "--rows", "--layers", "--embeddings-first", "--texts-per-language", "--held-out", "--limit", "--text-column", "--dev")]
    public void Adapt_Choices_ChangeWhatComesOut()
    {
        string plain = Result("--epochs", "2");
        string table = _folder.Write("table.tsv", "other\tbody\n" + string.Join('\n', Enumerable.Range(0, 30).Select(id => $"x\t{TinyCorpus.Text("yor", id)}")) + "\n");
        string[][] choices =
        [
            ["--epochs", "1"], ["--seed", "2"], ["--learning-rate", "1e-3", "--layers"], ["--embedding-rate-factor", "1"], ["--contrast", "0.3"],
            ["--contrast", "0.3", "--contrast-temperature", "0.5"], ["--language-temperature", "50"], ["--batch-tokens", "64"], ["--max-length", "20"], ["--rows", "all"], ["--layers"],
            ["--layers", "--embeddings-first", "0.8"], ["--texts-per-language", "20"], ["--held-out", "2"], ["--limit", "30"], ["--text", "yor=" + table, "--text-column", "body"],
            ["--dev", "yor=" + _folder.Write("dev.txt", string.Join('\n', Enumerable.Range(60, 9).Select(id => TinyCorpus.Text("yor", id))) + "\n")],
        ];
        string[] results = [plain, .. choices.Select(choice => Result(choice.Contains("--epochs") ? choice : ["--epochs", "2", .. choice]))];
        Assert.All(choices.Zip(results.Skip(1)), one => Assert.True(results.Count(other => other == one.Second) == 1, string.Join(' ', one.First)));
    }

    [Fact]
    [Covers("adapt", "--minutes", "--evaluations", "--patience", "--threads", "--text-list")]
    public void Adapt_TimeAndMeasuring_AreKept()
    {
        Assert.Equal(1, (int)Adapt("--minutes", "0.00001").Succeeds().Json["steps"]!);
        string weights = ContentHash.OfFile(Path.Combine(Goal, "model.safetensors"));
        Adapt("--force", "--max-steps", "1").Succeeds();
        Assert.Equal(weights, ContentHash.OfFile(Path.Combine(Goal, "model.safetensors")));
        // Nothing gets better at such a rate, so patience ends it after the first of four parts, or of two.
        string[] hopeless = ["--force", "--max-steps", "8", "--learning-rate", "1", "--embedding-rate-factor", "1000", "--patience", "1"];
        Assert.Equal(2, (int)Adapt(hopeless).Succeeds().Json["steps"]!);
        Assert.Equal(4, (int)Adapt([.. hopeless, "--evaluations", "2"]).Succeeds().Json["steps"]!);
        Assert.True((double)Adapt("--force", "--max-steps", "2", "--threads", "1").Succeeds().Json["tokensPerSecond"]! > 0);
        string list = _folder.Write("list.tsv", "path\tlanguage\tname\tlicence\tcredit\ntext.txt\tyor\tthe text\tCC0-1.0\tnobody\n");
        BuiltProgram.Run("adapt", "--model", Remapped(), "--teacher", Trained.Model, "--text-list", list, "--max-steps", "1", "--out", Goal, "--force").Succeeds();
        Assert.Contains("| the text | yor | CC0-1.0 | nobody |", File.ReadAllText(Path.Combine(Goal, "README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Adapt_WrongInput_IsRefusedInASentence()
    {
        string[] with = ["--text", "yor=" + Text(), "--out", Goal];
        BuiltProgram.Run(["adapt", "--model", Trained.Model, "--teacher", Trained.Model, .. with]).Fails(
            2, $"{Trained.Model}: model and teacher are the same, so there is nothing to heal; give the model before its vocabulary was changed as --teacher.");
        BuiltProgram.Run("adapt", "--model", Remapped(), "--teacher", Trained.Model, "--out", Goal).Fails(2, "Neither --text nor --text-list names a text; give at least one, the model learns on it.");
        BuiltProgram.Run(["adapt", "--model", "mini", "--teacher", Trained.Model, .. with]).Fails(
            2, $"{Trained.Model}: the teacher's vectors have 32 values and those of {MiniPath()} 384; give the model that this one was made from.");
        Adapt("--rows", "some").Fails(2, "--rows takes new or all, not 'some'.");
        Adapt("--embeddings-first", "0.5").Fails(2, "--embeddings-first has an effect only where layers train too; leave it out, or give --layers.");
        Adapt("--contrast-temperature", "0.5").Fails(2, "--contrast-temperature has an effect only with contrast, and there is none; leave it out, or give --contrast.");
        Adapt("--notice", _folder.At("no.md")).Fails(2, $"{_folder.At("no.md")}: there is no such file for --notice; check the path.");
        string empty = _folder.Write("empty.txt", "");
        Assert.Equal(3, BuiltProgram.Run("adapt", "--model", Remapped(), "--teacher", Trained.Model, "--text", empty, "--out", Goal).ExitCode);
        Assert.False(Directory.Exists(Goal));
    }

    [Fact]
    public void Adapt_TeacherThatCannotReadTheText_IsWarnedOf()
    {
        string text = _folder.Write("amharic.txt", string.Concat(Enumerable.Range(0, 30).Select(id => $"ሰላም ልዑል {id}\n")));
        ProgramResult result = Adapt("--text", "amh=" + text, "yor=" + Text(), "--rows", "all", "--max-steps", "1").Succeeds();
        Assert.Equal("amh", Assert.Single(result.Json["unknownToTeacher"]!.AsObject()).Key);
        Assert.Matches(@"amh: \d+\.\d % of the tokens are unknown to the teacher, so its vectors say little of these texts", result.Error);
    }

    [SkippableFact]
    public void Adapt_CtrlC_LeavesAUsableModel()
    {
        Skip.If(OperatingSystem.IsWindows(), "Signals are sent with kill.");
        using Process process = BuiltProgram.Start(null, [.. Command(), "--epochs", "1000", "--json"]);
        while (process.StandardError.ReadLine() is { } line && !line.Contains("part", StringComparison.Ordinal))
        {
        }

        Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)])!.WaitForExit();
        ProgramResult result = BuiltProgram.Finish(process, null, "adapt");
        Assert.Equal(130, result.ExitCode);
        // Whether there is a checkpoint to go on from hangs on whether a step was done by then.
        Assert.StartsWith($"nlptransfer: interrupted: {Goal} holds the best weights so far", result.Failure, StringComparison.Ordinal);
        Assert.True((bool)result.Json["interrupted"]!);
        Assert.Single(BuiltProgram.Run("embed", "ounje", "--model", Goal).Succeeds().JsonLines);
    }

    private string Result(params string[] options)
    {
        JsonObject json = Adapt(["--force", .. options]).Succeeds().Json;
        json.Remove("seconds");
        json.Remove("tokensPerSecond");
        json.Remove("memory");
        return json.ToJsonString();
    }

    private ProgramResult Adapt(params string[] options) => BuiltProgram.Run([.. Command(options.Contains("--text")), "--json", .. options]);

    private string[] Command(bool ownText = false) =>
        ["adapt", "--model", Remapped(), "--teacher", Trained.Model, "--out", Goal, .. ownText ? Array.Empty<string>() : ["--text", "yor=" + Text(), "eng=" + Text("eng", 30)]];

    /// <summary>The tiny model with other embeddings of some letters.</summary>
    private string Remapped()
    {
        string path = _folder.At("remapped");
        if (Directory.Exists(path))
            return path;
        Directory.CreateDirectory(path);
        foreach (string name in new[] { "config.json", "vocab.txt" })
            File.Copy(Path.Combine(Trained.Model, name), Path.Combine(path, name));
        using SafetensorsFile source = SafetensorsFile.Open(Path.Combine(Trained.Model, "model.safetensors"));
        SafetensorsWriter.Write(Path.Combine(path, "model.safetensors"), [.. source.Tensors.Select(info =>
        {
            float[] values = source.ReadSingles(info.Name);
            if (info.Name == "embeddings.word_embeddings.weight")
                new CounterRandom(5, "remapped").FillSingles(values.AsSpan(8 * 32, 20 * 32));
            return NamedTensor.Create(info.Name, values, [.. info.Shape]);
        })]);
        return path;
    }

    private string Text(string language = "yor", int count = 60)
    {
        string path = _folder.At(language == "yor" ? "text.txt" : language + ".txt");
        if (!File.Exists(path))
            File.WriteAllText(path, string.Join('\n', Enumerable.Range(0, count).Select(id => TinyCorpus.Text(language, id))) + "\n");
        return path;
    }

    private static string MiniPath() => Path.Combine(Path.GetDirectoryName(BuiltProgram.Path)!, "models", "mini");
}
