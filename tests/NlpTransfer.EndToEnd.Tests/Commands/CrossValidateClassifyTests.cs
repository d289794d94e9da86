using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Commands;

public sealed class CrossValidateClassifyTests
{
    [Fact]
    [Covers("crossvalidate classify", "--data", "--transfer-from", "--folds", "--model", "--report", "--force", "--threads", "--max-length", "--batch-tokens")]
    public void CrossValidate_Json_IsAWholeCell()
    {
        using var folder = new TemporaryFolder();
        string second = "fra=" + TinyCorpus.Write(folder, "fra.tsv", "fra", 0, 60), report = folder.At("cell.json");
        string[] arguments =
        [
            "crossvalidate", "classify", "--data", Trained.Data, "--data", second, "--transfer-from", "eng=" + Trained.Source, "--folds", "3", "--model", Trained.Model,
            "--threads", "1", "--max-length", "32", "--batch-tokens", "512", "--report", report, "--json",
        ];
        JsonObject json = BuiltProgram.Run(arguments).Succeeds().Json;
        Assert.Equal((1, 3, 120, 60), ((int)json["schema"]!, (int)json["folds"]!, (int)json["rows"]!, (int)json["groups"]!));
        JsonArray strategies = json["strategies"]!.AsArray();
        Assert.Equal(["letters", "frozen-alone", "frozen", "combined"], strategies.Select(strategy => (string)strategy!["system"]!));
        Assert.All(strategies, strategy => Assert.Equal(["yor", "fra"], strategy!["languages"]!.AsArray().Select(language => (string)language!["language"]!)));
        Assert.Equal(6, json["comparisons"]!.AsArray().Count);
        Assert.Equal(12, json["languageComparisons"]!.AsArray().Count);
        Assert.Equal(3, json["inputs"]!.AsArray().Count);
        Assert.All(json["inputs"]!.AsArray(), input => Assert.Equal(64, ((string)input!["sha256"]!).Length));
        Assert.Equal(64, ((string)json["model"]!["sha256"]!).Length);
        string command = (string)json["command"]!;
        Assert.StartsWith("nlptransfer crossvalidate classify --data yor=", command, StringComparison.Ordinal);
        Assert.DoesNotContain("--report", command, StringComparison.Ordinal);
        JsonNode saved = JsonNode.Parse(File.ReadAllText(report))!;
        Assert.DoesNotContain(Path.GetTempPath(), File.ReadAllText(report), StringComparison.Ordinal);
        Assert.Equal(json["summary"]!.ToJsonString(), saved["summary"]!.ToJsonString());
        BuiltProgram.Run(arguments).Fails(2, $"{report}: the file exists; choose another name, or allow it to be replaced (--force).");
        BuiltProgram.Run(["crossvalidate", "classify", "--data", Trained.Data, "--strategy", "letters", "--folds", "3", "--report", report, "--force"]).Succeeds();
        Assert.NotEqual(saved["summary"]!.ToJsonString(), JsonNode.Parse(File.ReadAllText(report))!["summary"]!.ToJsonString());
    }

    [Fact]
    [Covers("crossvalidate classify", "--against-model")]
    public void CrossValidate_AgainstModel_ComparesOnTheSameFolds()
    {
        using var folder = new TemporaryFolder();
        string other = Directory.CreateDirectory(folder.At("other")).FullName;
        foreach (string file in Directory.EnumerateFiles(Trained.Model))
            File.Copy(file, Path.Combine(other, Path.GetFileName(file)));
        string[] command = ["crossvalidate", "classify", "--data", Trained.Data, "--folds", "3", "--model", Trained.Model, "--strategy", "letters", "--strategy", "frozen"];
        JsonObject json = BuiltProgram.Run([.. command, "--against-model", other, "mini", "--json"]).Succeeds().Json;
        Assert.Equal(["letters", "frozen, other", "frozen, mini", "frozen"], json["strategies"]!.AsArray().Select(strategy => (string)strategy!["system"]!));
        Assert.Equal(["other", "mini"], json["againstModels"]!.AsArray().Select(model => (string)model!["name"]!));
        // A copy of a model predicts as the model does.
        JsonObject same = json["comparisons"]!.AsArray().Select(one => one!.AsObject()).Single(one => (string)one["system"]! == "frozen" && (string)one["against"]! == "frozen, other");
        Assert.Equal((0.0, "undecided"), ((double)same["difference"]!, (string)same["verdict"]!));
        Assert.All(json["strategies"]!.AsArray(), strategy => Assert.True((double)strategy!["seconds"]! > 0));
        BuiltProgram.Run([.. command, "--against-model", other, other]).Fails(2, "--against-model names two folders 'other', which could not be told apart in the table; rename one.");
        BuiltProgram.Run(["crossvalidate", "classify", "--data", Trained.Data, "--strategy", "letters", "--against-model", other])
            .Fails(2, "--against-model has no effect: none of the strategies needs an encoder; leave it out.");
    }

    [Fact]
    [Covers("crossvalidate classify", "--strategy", "--seed", "--rows-per-label", "--no-selection")]
    public void CrossValidate_Choices_ChangeTheResult()
    {
        string Run(params string[] options) => BuiltProgram.Run(
            ["crossvalidate", "classify", "--data", Trained.Data, "--folds", "3", "--strategy", "letters", "--strategy", "kernel", "--model", Trained.Model, .. options, "--json"])
            .Succeeds().Json["strategies"]!.AsArray().Select(strategy => strategy!["accuracy"]!.ToJsonString() + strategy["macroF1"]!.ToJsonString()).Aggregate((a, b) => a + b);
        string plain = Run();
        Assert.Equal(plain, Run());
        Assert.NotEqual(plain, Run("--seed", "2"));
        Assert.NotEqual(plain, Run("--rows-per-label", "2"));
        BuiltProgram.Run("crossvalidate", "classify", "--data", Trained.Data, "--strategy", "letters", "--no-selection").Fails(
            2, "--no-selection has no effect: letters has no strengths to choose; leave it out.");
        BuiltProgram.Run("crossvalidate", "classify", "--data", Trained.Data, "--strategy", "kernel", "--model", Trained.Model, "--no-selection", "--folds", "3").Succeeds();
    }

    [Fact]
    [Covers("crossvalidate classify", "--epochs", "--source-epochs", "--max-steps", "--learning-rate", "--holdout", "--patience", "--freeze-embeddings", "--freeze-layers", "--l2-sp")]
    public void CrossValidate_LayerOptions_ReachTheTraining()
    {
        string Run(params string[] options)
        {
            JsonNode result = BuiltProgram.Run(
                ["crossvalidate", "classify", "--data", Trained.Data, "--transfer-from", "eng=" + Trained.Source, "--folds", "4", "--strategy", "full", "--model", Trained.Model, .. options, "--json"])
                .Succeeds().Json["strategies"]![0]!;
            return $"{result["accuracy"]} {result["macroF1"]}";
        }

        string few = Run("--epochs", "1", "--source-epochs", "1", "--max-steps", "1", "--freeze-embeddings", "false");
        string many = Run("--epochs", "8", "--source-epochs", "4", "--learning-rate", "0.02");
        Assert.NotEqual(few, many);
        string[] brief = ["--epochs", "2", "--source-epochs", "1", "--learning-rate", "0.02"];
        string plain = Run(brief), frozen = Run([.. brief, "--freeze-layers", "1"]), held = Run([.. brief, "--l2-sp", "50"]);
        Assert.NotEqual(plain, frozen);
        Assert.NotEqual(plain, held);
        string[] oneStep = ["--max-steps", "1", "--learning-rate", "0.000001"];
        string all = Run([.. oneStep, "--holdout", "0"]), half = Run([.. oneStep, "--holdout", "0.5"]);
        Assert.NotEqual(all, half);
        BuiltProgram.Run("crossvalidate", "classify", "--data", Trained.Data, "--strategy", "letters", "--patience", "1").Fails(
            2, "--patience has an effect only where layers train, and letters trains none; leave it out, or use the strategy lora, full, top:K or combined+full.");
        BuiltProgram.Run("crossvalidate", "classify", "--data", Trained.Data, "--strategy", "letters", "--learning-rate", "0.1").Fails(
            2, "--learning-rate has an effect only where layers train, and letters trains none; leave it out, or use the strategy lora, full, top:K or combined+full.");
    }

    [Fact]
    [Covers("crossvalidate classify", "--lora-rank", "--lora-alpha", "--lora-dropout", "--lora-rate-factor", "--lora-targets")]
    public void CrossValidate_Lora_ReachesTheTraining()
    {
        string[] run = ["crossvalidate", "classify", "--data", Trained.Data, "--folds", "2", "--strategy", "lora", "--model", Trained.Model, "--epochs", "1", "--learning-rate", "0.001"];
        string Result(params string[] options) => BuiltProgram.Run([.. run, .. options, "--json"]).Succeeds().Json["strategies"]![0]!["accuracy"]!.ToJsonString();
        string[] wild = ["--lora-rank", "16", "--lora-alpha", "100", "--lora-dropout", "0.5", "--lora-rate-factor", "100", "--lora-targets", "feed-forward"];
        Assert.NotEqual(Result(), Result(wild));
    }

    [Fact]
    [Covers("crossvalidate classify", "--text-column", "--label-column", "--group-column", "--language-column", "--split-column", "--id-column", "--split", "--limit", "--format", "--skip-bad-rows")]
    public void CrossValidate_ReadingOptions_Reach()
    {
        using var folder = new TemporaryFolder();
        JsonObject json = BuiltProgram.Run(
            ["crossvalidate", "classify", "--data", MessyTable.Write(folder), "--strategy", "letters", "--folds", "2", .. MessyTable.Options, "--limit", "24", "--json"]).Succeeds().Json;
        Assert.Equal((24, 24), ((int)json["rows"]!, (int)json["groups"]!));
    }

    [Theory]
    [InlineData("'letters-zero-shot' has nothing to learn from: letters read rows of the target language alone", "letters-zero-shot")]
    [InlineData("'frozen-alone' leaves out the other languages, and there are none; give some with --transfer-from, or write 'frozen'.", "frozen-alone")]
    public void CrossValidate_StrategyThatCantBe_IsRefused(string message, string strategy) =>
        BuiltProgram.Run("crossvalidate", "classify", "--data", Trained.Data, "--strategy", strategy).Fails(2, message);
}
