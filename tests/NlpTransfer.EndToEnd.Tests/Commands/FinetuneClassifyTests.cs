using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Commands;

public sealed class FinetuneClassifyTests
{
    private static readonly string[] Layers = ["--model", Trained.Model, "--strategy", "full"];

    [Fact]
    [Covers("finetune classify", "--train", "--dev", "--transfer-from", "--model", "--out", "--force")]
    public void Finetune_Json_HasTheFieldsOfTheContract()
    {
        using var folder = new TemporaryFolder();
        string goal = folder.At("out");
        string[] arguments = ["finetune", "classify", "--train", Trained.Data, "--dev", Trained.Test, "--transfer-from", "eng=" + Trained.Source, "--model", Trained.Model, "--out", goal];
        JsonObject json = BuiltProgram.Run([.. arguments, "--json"]).Succeeds().Json;
        Assert.Equal((1, goal, "combined"), ((int)json["schema"]!, (string)json["out"]!, (string)json["strategy"]!));
        Assert.All(["steps", "tokens", "seconds", "tokensPerSecond"], field => Assert.True((double)json[field]! >= 0));
        JsonNode accuracy = json["dev"]!["accuracy"]!;
        Assert.Equal(30, (int)accuracy["n"]!);
        Assert.InRange((double)accuracy["value"]!, (double)accuracy["low"]!, (double)accuracy["high"]!);
        Assert.NotNull(json["dev"]!["macroF1"]);
        Assert.Equal("letters", (string)json["dev"]!["floor"]!["system"]!);
        Assert.NotEmpty(json["selection"]!["trials"]!.AsArray());
        string provenance = File.ReadAllText(Path.Combine(goal, "nlptransfer.json"));
        Assert.Contains("eng.tsv", provenance, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetTempPath(), provenance, StringComparison.Ordinal);
        Assert.Contains("test.tsv", File.ReadAllText(Path.Combine(goal, "README.md")), StringComparison.Ordinal);
        Assert.Equal(["out"], folder.Entries);
        BuiltProgram.Run(arguments).Fails(2, $"{goal}: the folder exists; choose another name, or allow it to be replaced (--force).");
        BuiltProgram.Run([.. arguments, "--force"]).Succeeds();
    }

    [Theory]
    [InlineData("letters", 0)]
    [InlineData("frozen", 0)]
    [InlineData("kernel", 0)]
    [InlineData("combined", 0)]
    [InlineData("top:1", 2)]
    [InlineData("lora", 2)]
    [InlineData("full", 2)]
    [InlineData("combined+full", 2)]
    [Covers("finetune classify", "--strategy", "--max-steps")]
    public void Finetune_EveryStrategy_IsSavedAndPredicts(string strategy, int steps)
    {
        using var folder = new TemporaryFolder();
        string goal = folder.At("out");
        string[] model = strategy == "letters" ? [] : ["--model", Trained.Model], limit = steps == 0 ? [] : ["--max-steps", steps.ToString(System.Globalization.CultureInfo.InvariantCulture)];
        JsonObject json = BuiltProgram.Run(["finetune", "classify", "--train", Trained.Data, "--strategy", strategy, "--out", goal, .. model, .. limit, "--json", "--quiet"]).Succeeds().Json;
        Assert.Equal(steps, (int)json["steps"]!);
        JsonObject predicted = Assert.Single(BuiltProgram.Run("predict", "--model", goal, TinyCorpus.Text("yor", 70), "--json").Succeeds().JsonLines);
        Assert.Equal(1, predicted["scores"]!.AsObject().Sum(score => (double)score.Value!), 1e-6);
    }

    [Fact]
    [Covers("finetune classify", "--epochs", "--source-epochs", "--batch-tokens")]
    public void Finetune_EpochsAndBatches_ChangeTheSteps()
    {
        using var folder = new TemporaryFolder();
        string[] sources = ["--transfer-from", "eng=" + Trained.Source];
        int Steps(params string[] options) => (int)BuiltProgram.Run(
            ["finetune", "classify", "--train", Trained.Data, .. Layers, "--out", folder.At("out"), "--force", .. options, "--json"]).Succeeds().Json["steps"]!;
        int one = Steps("--epochs", "1"), two = Steps("--epochs", "2"), small = Steps("--epochs", "1", "--batch-tokens", "128");
        Assert.Equal(2 * one, two);
        Assert.True(small > one, $"{small} and {one} steps");
        int with = Steps(["--epochs", "1", "--source-epochs", "1", .. sources]), more = Steps(["--epochs", "1", "--source-epochs", "2", .. sources]);
        Assert.True(more > with && with > one, $"{more}, {with}, {one} steps");
    }

    [Fact]
    [Covers("finetune classify", "--seed", "--learning-rate", "--freeze-embeddings", "--threads")]
    public void Finetune_SeedRateEmbeddings_ChangeTheWeights()
    {
        using var folder = new TemporaryFolder();
        int count = 0;
        SafetensorsFile Train(params string[] options)
        {
            string goal = folder.At($"out{count++}");
            BuiltProgram.Run(["finetune", "classify", "--train", Trained.Data, .. Layers, "--max-steps", "2", "--threads", "1", "--out", goal, .. options]).Succeeds();
            return SafetensorsFile.Open(Path.Combine(goal, "model.safetensors"));
        }

        const string Embeddings = "embeddings.word_embeddings.weight", Query = "encoder.layer.0.attention.self.query.weight";
        using SafetensorsFile plain = Train(), same = Train(), seed = Train("--seed", "2"), rate = Train("--learning-rate", "0.01"), free = Train("--freeze-embeddings", "false");
        using SafetensorsFile before = SafetensorsFile.Open(Path.Combine(Trained.Model, "model.safetensors"));
        float[] Of(SafetensorsFile file, string name) => file.ReadSingles(name);
        Assert.Equal(Of(plain, Query), Of(same, Query));
        Assert.NotEqual(Of(plain, Query), Of(seed, Query));
        Assert.NotEqual(Of(plain, Query), Of(rate, Query));
        Assert.Equal(Of(before, Embeddings), Of(plain, Embeddings));
        Assert.NotEqual(Of(before, Embeddings), Of(free, Embeddings));
    }

    [Fact]
    [Covers("finetune classify", "--lora-rank", "--lora-alpha", "--lora-dropout", "--lora-rate-factor", "--lora-targets", "--lora-apart")]
    public void Finetune_Lora_SaysHowAdaptersWereMade()
    {
        using var folder = new TemporaryFolder();
        string[] train = ["finetune", "classify", "--train", Trained.Data, "--model", Trained.Model, "--strategy", "lora", "--max-steps", "1", "--out", folder.At("out")];
        BuiltProgram.Run([.. train, "--lora-rank", "2", "--lora-alpha", "3", "--lora-dropout", "0.1", "--lora-rate-factor", "4", "--lora-targets", "query,value"]).Succeeds();
        Assert.Contains(
            "rank 2; alpha 3; dropout 0.1; targets query,value; rateFactor 4; merge true", File.ReadAllText(Path.Combine(folder.At("out"), "nlptransfer.json")), StringComparison.Ordinal);
        using SafetensorsFile after = SafetensorsFile.Open(Path.Combine(folder.At("out"), "model.safetensors")), before = SafetensorsFile.Open(Path.Combine(Trained.Model, "model.safetensors"));
        const string Layer = "encoder.layer.0.attention.self.";
        Assert.NotEqual(before.ReadSingles(Layer + "query.weight"), after.ReadSingles(Layer + "query.weight"));
        Assert.Equal(before.ReadSingles(Layer + "key.weight"), after.ReadSingles(Layer + "key.weight"));
        BuiltProgram.Run([.. train, "--force", "--lora-apart"]).Fails(
            2, $"{folder.At("out")}: an adapter that is saved apart names its model, and from there 'tiny' would not be found; choose a folder beside {Trained.Model}, or save the adapter merged");
        string beside = Path.Combine(Path.GetDirectoryName(Trained.Model)!, "adapted");
        BuiltProgram.Run([.. train[..^1], beside, "--lora-apart", "--force"]).Succeeds();
        Assert.True(File.Exists(Path.Combine(beside, "adapter_model.safetensors")));
        BuiltProgram.Run("predict", "--model", beside, TinyCorpus.Text("yor", 70)).Succeeds();
        BuiltProgram.Run("embed", "--model", beside, TinyCorpus.Text("yor", 70)).Succeeds();
        string mini = folder.At("mini-adapted");
        BuiltProgram.Run("finetune", "classify", "--train", Trained.Data, "--strategy", "lora", "--lora-apart", "--max-steps", "1", "--limit", "9", "--out", mini).Succeeds();
        BuiltProgram.Run("predict", "--model", mini, "text").Succeeds();
        BuiltProgram.Run([.. train, "--force", "--freeze-embeddings", "false"]).Fails(
            2, "--freeze-embeddings false has no effect with the strategy lora, under which pretrained weights stay as they are; leave it out.");
        BuiltProgram.Run([.. train, "--force", "--lora-targets", "queries"]).Fails(
            2, "'queries' is no product of a layer; use some of query, key, value, attention-output, intermediate, output, attention, feed-forward, all");
    }

    [Fact]
    public void Finetune_Auto_SaysWhatItTookAndWhy()
    {
        using var folder = new TemporaryFolder();
        JsonObject json = BuiltProgram.Run(
            "finetune", "classify", "--train", Trained.Data, "--transfer-from", "eng=" + Trained.Source, "--model", Trained.Model, "--strategy", "auto", "--out", folder.At("out"), "--json").Succeeds().Json;
        JsonNode choice = json["choice"]!;
        Assert.Equal((string)json["strategy"]!, (string)choice["chosen"]!);
        Assert.Equal(4, choice["candidates"]!.AsArray().Count);
        Assert.Contains((string)choice["reason"]!, File.ReadAllText(Path.Combine(folder.At("out"), "README.md")), StringComparison.Ordinal);
        BuiltProgram.Run("predict", "--model", folder.At("out"), TinyCorpus.Text("yor", 70)).Succeeds();
    }

    [Fact]
    [Covers("finetune classify", "--freeze-layers", "--l2-sp")]
    public void Finetune_FrozenAndPulledLayers_StayNearer()
    {
        using var folder = new TemporaryFolder();
        using SafetensorsFile before = SafetensorsFile.Open(Path.Combine(Trained.Model, "model.safetensors"));
        float[] Moved(int layer, params string[] options)
        {
            string[] train = ["finetune", "classify", "--train", Trained.Data, .. Layers, "--max-steps", "6", "--holdout", "0", "--learning-rate", "0.001", "--batch-tokens", "64"];
            BuiltProgram.Run([.. train, "--out", folder.At("out"), "--force", .. options]).Succeeds();
            using SafetensorsFile after = SafetensorsFile.Open(Path.Combine(folder.At("out"), "model.safetensors"));
            string name = $"encoder.layer.{layer}.attention.self.query.weight";
            return [.. after.ReadSingles(name).Zip(before.ReadSingles(name), (now, then) => Math.Abs(now - then))];
        }

        Assert.All(Moved(0, "--freeze-layers", "1"), way => Assert.Equal(0, way));
        Assert.Contains(Moved(1, "--freeze-layers", "1"), way => way > 0);
        Assert.True(Moved(1, "--l2-sp", "900").Average() < 0.7 * Moved(1).Average());
        string[] wrong = ["finetune", "classify", "--train", Trained.Data, "--model", Trained.Model, "--out", folder.At("new"), "--strategy"];
        BuiltProgram.Run([.. wrong, "top:1", "--freeze-layers", "1"]).Fails(2, "--freeze-layers and the strategy top:1 both say which layers train; leave one of them out.");
        BuiltProgram.Run([.. wrong, "top:1", "--freeze-embeddings", "false"]).Fails(
            2, "--freeze-embeddings false has no effect where lower layers are frozen, for what lies below them can't train; leave it out.");
        BuiltProgram.Run([.. wrong, "lora", "--l2-sp", "10"]).Fails(
            2, "--l2-sp has no effect with the strategy lora, under which pretrained weights stay as they are; leave it out.");
        BuiltProgram.Run([.. wrong, "full", "--freeze-layers", "2"]).Fails(
            2, "the lower 2 layers are to be frozen and the model has 2; use the strategy frozen, or a smaller number");
    }

    [Fact]
    [Covers("finetune classify", "--holdout", "--patience")]
    public void Finetune_HoldoutAndPatience_ChangeTheSteps()
    {
        using var folder = new TemporaryFolder();
        int Steps(params string[] options) => (int)BuiltProgram.Run(
            ["finetune", "classify", "--train", Trained.Data, .. Layers, "--batch-tokens", "64", "--out", folder.At("out"), "--force", .. options, "--json"]).Succeeds().Json["steps"]!;
        Assert.True(Steps("--epochs", "1", "--holdout", "0") > Steps("--epochs", "1", "--holdout", "0.5"));

        // At this rate the held-out loss soon rises.
        string[] wild = ["--epochs", "12", "--holdout", "0.5", "--learning-rate", "0.2"];
        Assert.True(Steps([.. wild, "--patience", "1"]) < Steps([.. wild, "--patience", "0"]));
    }

    [Fact]
    [Covers("finetune classify", "--dtype")]
    public void Finetune_DType_IsTheTypeOfTheSavedWeights()
    {
        using var folder = new TemporaryFolder();
        string[] train = ["finetune", "classify", "--train", Trained.Data, .. Layers, "--max-steps", "1", "--out", folder.At("half")];
        BuiltProgram.Run([.. train, "--dtype", "float16"]).Succeeds();
        using SafetensorsFile half = SafetensorsFile.Open(Path.Combine(folder.At("half"), "model.safetensors")), whole = SafetensorsFile.Open(Path.Combine(Trained.Model, "model.safetensors"));
        Assert.All(half.Tensors, tensor => Assert.Equal(TensorType.Float16, tensor.Type));
        Assert.DoesNotContain(whole.Tensors, tensor => tensor.Type == TensorType.Float16);
        BuiltProgram.Run("predict", "--model", folder.At("half"), TinyCorpus.Text("yor", 70)).Succeeds();
        BuiltProgram.Run([.. train, "--force", "--dtype", "int8"]).Fails(2, "--dtype must be bfloat16, float16, float32, not 'int8'. See 'nlptransfer finetune classify --help'.");
        BuiltProgram.Run("finetune", "classify", "--train", Trained.Data, "--strategy", "letters", "--dtype", "float16", "--out", folder.At("l")).Fails(
            2, "--dtype has no effect with the strategy letters, which saves no encoder; leave it out.");
    }

    [Fact]
    [Covers("finetune classify", "--no-selection", "--unlabeled", "--max-length")]
    public void Finetune_ZeroShotAndLength_AreHeard()
    {
        using var folder = new TemporaryFolder();
        JsonObject json = BuiltProgram.Run("finetune", "classify", "--train", Trained.Data, "--model", Trained.Model, "--no-selection", "--out", folder.At("a"), "--json").Succeeds().Json;
        Assert.Single(json["selection"]!["trials"]!.AsArray());
        string plain = folder.Write("plain.txt", string.Join('\n', Enumerable.Range(0, 20).Select(id => TinyCorpus.Text("yor", id))) + "\n");
        string[] zero = ["finetune", "classify", "--transfer-from", "eng=" + Trained.Source, "--model", Trained.Model, "--strategy", "frozen", "--out", folder.At("b")];
        BuiltProgram.Run(zero).Fails(
            3, "without labelled rows of the target language, plain text of it is needed to know where its vectors lie; give some with --unlabeled");
        BuiltProgram.Run([.. zero, "--unlabeled", "yor=" + plain, "--max-length", "8"]).Succeeds();
        Assert.True((int)Assert.Single(BuiltProgram.Run("predict", "--model", folder.At("b"), TinyCorpus.Text("yor", 70), "--json").Succeeds().JsonLines)["cutTokens"]! > 0);
    }

    [Fact]
    [Covers("finetune classify", "--text-column", "--label-column", "--group-column", "--language-column", "--split-column", "--id-column", "--split", "--limit", "--format", "--skip-bad-rows")]
    public void Finetune_ReadingOptions_Reach()
    {
        using var folder = new TemporaryFolder();
        string file = MessyTable.Write(folder);
        ProgramResult result = BuiltProgram.Run(["finetune", "classify", "--train", file, "--strategy", "letters", "--out", folder.At("out"), .. MessyTable.Options, "--limit", "24", "--json"]).Succeeds();
        Assert.Equal("""["food","sport","weather"]""", result.Json["labels"]!.ToJsonString());
        Assert.Equal(24, (int)result.Json["selection"]!["rows"]!);
        Assert.Contains("left out 1 bad rows: 1 without text", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--epochs has an effect only where layers train, and combined trains none; leave it out, or use the strategy lora, full, top:K or combined+full.", "--epochs", "2")]
    [InlineData("'letter' is not a strategy; use one of letters, frozen, kernel, combined, lora, full, combined+full, auto, or top:K with the number of layers", "--strategy", "letter")]
    [InlineData("--lora-rank has an effect only with the strategy lora, and full has no adapters; leave it out.", "--strategy", "full", "--lora-rank", "4")]
    [InlineData("--no-selection has no effect: letters has no strengths to choose; leave it out.", "--no-selection", "--strategy", "letters")]
    public void Finetune_OptionWithoutEffect_IsRefused(string message, params string[] options)
    {
        using var folder = new TemporaryFolder();
        BuiltProgram.Run(["finetune", "classify", "--train", Trained.Data, "--out", folder.At("out"), .. options]).Fails(2, message);
        Assert.Empty(folder.Entries);
    }
}
