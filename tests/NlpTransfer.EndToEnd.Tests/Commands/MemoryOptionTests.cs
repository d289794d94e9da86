using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Commands;

/// <summary>The memory that trainings keep to.</summary>
public sealed class MemoryOptionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Covers("pretrain", "--memory")]
    public void Pretrain_LittleMemory_CutsBatchesAndSaysSo()
    {
        JsonObject plain = Pretrain().Succeeds().Json;
        Assert.Equal(1, (int)plain["memory"]!["parts"]!);
        Assert.True((long)plain["memory"]!["budget"]! > (long)plain["memory"]!["estimate"]!, plain.ToJsonString());
        ProgramResult result = Pretrain("--memory", "353MB").Succeeds();
        JsonNode memory = result.Json["memory"]!;
        Assert.Equal(353_000_000, (long)memory["budget"]!);
        Assert.True((int)memory["parts"]! > 1 && (long)memory["estimate"]! <= 353_000_000, memory.ToJsonString());
        Assert.Contains("parts each, to keep to 353 MB of memory", result.Error, StringComparison.Ordinal);
        Assert.Equal((double)plain["loss"]!, (double)result.Json["loss"]!, 1e-3);
        Pretrain("--memory", "much").Fails(2, "--memory: 'much' is no size of memory; write such as 4GB, 512MiB or 2000000000. See 'nlptransfer pretrain --help'.");
    }

    [Fact]
    [Covers("adapt", "--memory")]
    [Covers("align", "--memory")]
    [Covers("finetune classify", "--memory")]
    [Covers("crossvalidate classify", "--memory")]
    [Covers("finetune translate", "--memory")]
    public void EveryTraining_HardlyAnyMemory_IsRefusedInASentence()
    {
        string yor = Text("yor"), eng = Text("eng"), encoder = _folder.At("encoder");
        BuiltProgram.Run("pretrain", "--tokenizer", Trained.Model, "--family", "bert", "--text", "eng=" + eng, "--layers", "1", "--hidden", "16", "--heads", "2", "--max-steps", "1", "--threads", "1", "--out", encoder).Succeeds();
        string[][] commands =
        [
            ["adapt", "--model", encoder, "--text", "yor=" + yor],
            ["align", "--model", Trained.Model, "--pairs", $"yor={eng},{yor}"],
            ["finetune", "classify", "--train", Trained.Data, "--model", Trained.Model, "--strategy", "full"],
            ["crossvalidate", "classify", "--data", Trained.Data, "--model", Trained.Model, "--strategy", "full", "--folds", "2"],
            ["finetune", "translate", "--model", Trained.Model, "--pairs", $"yor={eng},{yor}"],
        ];
        Assert.All(commands, command =>
        {
            ProgramResult result = BuiltProgram.Run([.. command, "--memory", "20MB", .. command[0] == "crossvalidate" ? Array.Empty<string>() : ["--out", _folder.At("out")]]);
            Assert.True(result.ExitCode == 2 && result.Error.Contains("Training this model takes about ", StringComparison.Ordinal) && result.Error.Contains("and --memory allows 20 MB", StringComparison.Ordinal), result.Error);
        });
        Assert.False(Directory.Exists(_folder.At("out")));
    }

    private ProgramResult Pretrain(params string[] options) => BuiltProgram.Run(
    [
        "pretrain", "--tokenizer", Trained.Model, "--family", "bert", "--text", "yor=" + Text("yor"), "--layers", "1", "--hidden", "16", "--heads", "2", "--threads", "1", "--batch-tokens", "2048",
        "--max-steps", "5", "--force", "--json", "--out", _folder.At("out"), .. options,
    ]);

    private string Text(string language) => File.Exists(_folder.At(language + ".txt"))
        ? _folder.At(language + ".txt")
        : _folder.Write(language + ".txt", string.Join('\n', Enumerable.Range(0, 90).Select(id => TinyCorpus.Text(language, id))) + "\n");
}
