using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Commands;

/// <summary>adapt, where the model has a masked-LM head.</summary>
public sealed class AdaptGuessingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Goal => _folder.At("out");

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Covers("adapt", "--source-text", "--log", "--log-every", "--snapshots")]
    public void Adapt_ModelWithMaskedHead_GoesOnGuessingAndSaysSo()
    {
        string log = _folder.At("log.jsonl");
        ProgramResult result = Adapt("--max-steps", "40", "--learning-rate", "5e-3", "--source-text", "eng=" + Text("eng"), "--log", log, "--log-every", "10", "--snapshots", "1").Succeeds();
        Assert.Contains($"{Model()}: the model has a masked-LM head, so it goes on guessing hidden tokens", result.Error, StringComparison.Ordinal);
        JsonObject json = result.Json;
        Assert.Equal((1, Goal, 40), ((int)json["schema"]!, (string)json["out"]!, (int)json["steps"]!));
        Assert.Equal(["yor", "eng"], json["heldOut"]!.AsArray().Select(language => (string)language!["language"]!));
        JsonNode loss = json["heldOut"]![0]!["loss"]!;
        Assert.True((double)loss["after"]!["value"]! < (double)loss["before"]!["value"]! - 0.3, json.ToJsonString());
        Assert.Equal(File.ReadAllText(log), File.ReadAllText(Path.Combine(Goal, "training.jsonl")));
        Assert.Equal([10, 20, 30, 40], File.ReadLines(log).Select(line => JsonNode.Parse(line)!).Where(line => line["loss"] is not null).Select(line => (int)line["step"]!));
        Assert.Equal("[20]", json["snapshots"]!["steps"]!.ToJsonString());
        Assert.True(File.Exists(Path.Combine(Goal + ".snapshots", "step-000020", "model.safetensors")));
        string card = File.ReadAllText(Path.Combine(Goal, "README.md"));
        Assert.All(new[] { "base_model: guessing", "nlptransfer adapt --model guessing", "loss.svg", "source text eng=eng.txt" }, part => Assert.Contains(part, card, StringComparison.Ordinal));
        Assert.Single(BuiltProgram.Run("embed", "ounje", "--model", Goal).Succeeds().JsonLines);
    }

    [Fact]
    [Covers("adapt", "--source-share", "--schedule", "--warmup", "--weight-decay", "--accumulate", "--dropout", "--average-decay", "--mask-share", "--whole-words", "--pairs", "--source-language", "--pair-share", "--pseudo-perplexity")]
    public void Adapt_Choices_ChangeWhatComesOut()
    {
        string pairs = _folder.Write("pairs.tsv", "eng\tfra\tyor\n" + string.Join('\n', Enumerable.Range(0, 30).Select(id => $"{TinyCorpus.Text("eng", id)}\t{TinyCorpus.Text("fra", id)}\t{TinyCorpus.Text("yor", id)}")) + "\n");
        string[] paired = ["--pairs", "yor=" + pairs, "--source-language", "eng"], source = ["--source-text", "eng=" + Text("eng")];
        string[][] choices =
        [
            source, [.. source, "--source-share", "0.7"], ["--schedule", "cosine"], ["--warmup", "0.5"], ["--weight-decay", "0.5"], ["--accumulate", "2"], ["--dropout", "0.2"], ["--average-decay", "0.5"],
            ["--mask-share", "0.4"], ["--whole-words"], paired, [.. paired[..3], "fra"], [.. paired, "--pair-share", "0.8"], ["--pseudo-perplexity", "0"], ["--embeddings-first", "0"],
        ];
        string[] results = [Result(), .. choices.Select(Result)];
        Assert.All(choices.Zip(results.Skip(1)), one => Assert.True(results.Count(other => other == one.Second) == 1, string.Join(' ', one.First)));
    }

    [Fact]
    public void Adapt_OptionsOfTheOtherWay_AreRefused()
    {
        Adapt("--teacher", Trained.Model).Fails(2, $"--teacher is for models without a masked-LM head, which learn old sentence vectors, and {Model()} has one; leave it out.");
        Adapt("--contrast", "0.3").Fails(2, $"--contrast is for models without a masked-LM head, which learn old sentence vectors, and {Model()} has one; leave it out.");
        Adapt("--source-share", "0.3").Fails(2, "--source-share is about --source-text, and none is given; leave it out, or give some.");
        string[] headless = ["adapt", "--model", Trained.Model, "--text", "yor=" + Text(), "--out", Goal];
        BuiltProgram.Run([.. headless, "--whole-words"]).Fails(2, $"--whole-words is for models with a masked-LM head, which guess hidden tokens, and {Trained.Model} has none; leave it out.");
        BuiltProgram.Run([.. headless, "--snapshots", "2"]).Fails(2, $"--snapshots is for models with a masked-LM head, which guess hidden tokens, and {Trained.Model} has none; leave it out.");
        BuiltProgram.Run(headless).Fails(
            2, $"{Trained.Model}: the model has no masked-LM head, so it learns the sentence vectors that it had before its vocabulary was changed; give the model from before (--teacher).");
        Assert.False(Directory.Exists(Goal));
    }

    private string Result(params string[] options)
    {
        JsonObject json = Adapt(["--force", "--max-steps", "12", "--learning-rate", "5e-3", .. options]).Succeeds().Json;
        json.Remove("seconds");
        json.Remove("tokensPerSecond");
        json.Remove("memory");
        return json.ToJsonString();
    }

    private ProgramResult Adapt(params string[] options) => BuiltProgram.Run(
        ["adapt", "--model", Model(), "--text", "yor=" + Text(), "--out", Goal, "--threads", "1", "--batch-tokens", "256", "--json", .. options]);

    /// <summary>An encoder with a masked-LM head that has learnt next to nothing.</summary>
    private string Model()
    {
        string path = _folder.At("guessing");
        if (!Directory.Exists(path))
        {
            BuiltProgram.Run(
                "pretrain", "--tokenizer", Trained.Model, "--family", "bert", "--text", "fra=" + Text("fra"), "--layers", "1", "--hidden", "16", "--heads", "2", "--max-steps", "1", "--threads", "1", "--out", path).Succeeds();
        }

        return path;
    }

    private string Text(string language = "yor")
    {
        string path = _folder.At(language + ".txt");
        if (!File.Exists(path))
            File.WriteAllText(path, string.Join('\n', Enumerable.Range(0, 60).Select(id => TinyCorpus.Text(language, id))) + "\n");
        return path;
    }
}
