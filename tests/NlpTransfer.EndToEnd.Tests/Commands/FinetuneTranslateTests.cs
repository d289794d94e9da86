using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Commands;

public sealed class FinetuneTranslateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Covers("finetune translate", "--pairs", "--source-text", "--target-text", "--from", "--to", "--dev", "--model", "--out", "--force")]
    public void Finetune_TableOrAlignedFiles_MakesTheSameModel()
    {
        string goal = _folder.At("out"), dev = TinyPairs.Write(_folder, "dev.tsv", count: 12);
        JsonObject json = TinyPairs.Train(goal, TinyPairs.Write(_folder, "pairs.tsv"), "--epochs", "1", "--dev", dev);
        Assert.Equal((1, goal, 4), ((int)json["schema"]!, (string)json["out"]!, (int)json["heldOut"]!));
        Assert.Equal((12, 12), ((int)json["dev"]!["bleu"]!["n"]!, (int)json["dev"]!["chrf"]!["n"]!));
        byte[] weights = File.ReadAllBytes(Path.Combine(goal, "model.safetensors"));
        Assert.Contains("on 12", File.ReadAllText(Path.Combine(goal, "README.md")).Replace("| 12 |", "on 12", StringComparison.Ordinal), StringComparison.Ordinal);

        string source = Lines("eng"), target = Lines("yor");
        string[] aligned = ["finetune", "translate", "--source-text", source, "--target-text", target, "--model", Trained.Model, "--out", goal, "--max-length", "60", "--epochs", "1"];
        BuiltProgram.Run([.. aligned, "--from", "eng", "--to", "yor"]).Fails(2, $"{goal}: the folder exists; choose another name, or allow it to be replaced (--force).");
        BuiltProgram.Run([.. aligned, "--from", "eng", "--to", "yor", "--force"]).Succeeds();
        Assert.Equal(weights, File.ReadAllBytes(Path.Combine(goal, "model.safetensors")));
        Assert.Contains("translation_en_to_yo", File.ReadAllText(Path.Combine(goal, "config.json")), StringComparison.Ordinal);
    }

    [Fact]
    [Covers("finetune translate", "--seed", "--epochs", "--max-steps", "--learning-rate", "--batch-tokens", "--label-smoothing", "--dropout", "--language-temperature", "--held-out", "--max-length", "--freeze-encoder", "--freeze-embeddings", "--limit", "--dtype", "--source-column", "--target-column")]
    public void Finetune_Choices_ChangeWhatComesOut()
    {
        string pairs = TinyPairs.Write(_folder, "pairs.tsv"), french = "fra=" + TinyPairs.Write(_folder, "fra.tsv", "eng", "fra", 12);
        string three = _folder.Write("three.tsv", "a\tb\tc\n" + string.Join('\n', Enumerable.Range(0, 40).Select(id => $"{TinyPairs.Short("eng", id)}\t{TinyPairs.Short("fra", id)}\t{TinyPairs.Short("yor", id)}")) + "\n");
        string[][] choices =
        [
            [], ["--seed", "2"], ["--epochs", "2"], ["--max-steps", "1"], ["--learning-rate", "1e-3"], ["--batch-tokens", "300"], ["--label-smoothing", "0"], ["--dropout", "0"],
            ["--held-out", "2"], ["--max-length", "18"], ["--freeze-encoder"], ["--freeze-embeddings"], ["--limit", "20"], ["--dtype", "float16"],
            ["--pairs", french], ["--pairs", french, "--language-temperature", "1"],
            ["--pairs", "yor=" + three, "--source-column", "b", "--target-column", "c"],
        ];
        string[] results = [.. choices.Select((choice, i) =>
        {
            string goal = _folder.At($"out{i}");
            // The last weights, not those that chrF likes best: after so few steps these are the ones from before.
            string[] heldOut = choice.Contains("--held-out") ? [] : ["--held-out", "0"], batch = choice.Contains("--batch-tokens") ? [] : ["--batch-tokens", "600"];
            TinyPairs.Finetune(goal, choice.Contains("--source-column") ? choice[1] : pairs, [.. heldOut, .. batch, .. choice.Contains("--source-column") ? choice[2..] : choice]).Succeeds();
            return ContentHash.OfFile(Path.Combine(goal, "model.safetensors"));
        })];
        Assert.All(choices.Zip(results), one => Assert.True(results.Count(other => other == one.Second) == 1, string.Join(' ', one.First)));
    }

    [Fact]
    [Covers("finetune translate", "--patience", "--skip-bad-rows", "--threads", "--log", "--log-every")]
    public void Finetune_PatienceBadRowsAndLog_AreHeard()
    {
        string bad = TinyPairs.Write(_folder, "bad.tsv") + "";
        File.AppendAllText(bad, "text without translation\t\n");
        TinyPairs.Finetune(_folder.At("no"), bad).Fails(3, $"{bad}:42: the translation (column 'yor') is empty; mend the row, or leave bad rows out and have them counted (--skip-bad-rows).");
        string log = _folder.At("log.jsonl");
        int Steps(string name, string patience) => (int)TinyPairs.Train(
            _folder.At(name), bad, "--skip-bad-rows", "--threads", "1", "--epochs", "4", "--batch-tokens", "4096", "--learning-rate", "1e-9", "--patience", patience, "--log", log, "--log-every", "1", "--force")["steps"]!;
        // Nothing gets better at such a rate.
        int few = Steps("one", "1");
        Assert.True(few < Steps("all", "0"));
        string[] lines = File.ReadAllLines(log);
        Assert.Equal(4, lines.Count(line => line.Contains("\"loss\":", StringComparison.Ordinal) && line.Contains("\"learningRate\":", StringComparison.Ordinal)));
        Assert.Equal(5, lines.Count(line => line.Contains("\"heldOutChrf\":", StringComparison.Ordinal)));
        Assert.Equal(lines, File.ReadAllLines(_folder.At("all", "training.jsonl")));
        Assert.Contains("![Loss by step](loss.svg)", File.ReadAllText(_folder.At("all", "README.md")), StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.At("all", "loss.svg")));
        TinyPairs.Finetune(_folder.At("no"), bad, "--log", log).Fails(2, $"{log}: the file exists; choose another name, or allow it to be replaced (--force).");
        TinyPairs.Finetune(_folder.At("no"), bad, "--threads", "0").Fails(2, "--threads takes a whole number from 1 to 1024, not '0'. See 'nlptransfer finetune translate --help'.");
        TinyPairs.Finetune(_folder.At("no"), bad, "--held-out", "0", "--patience", "2").Fails(2, "--patience is about the pairs held out, and --held-out 0 holds none out; leave one of them out.");
    }

    [Fact]
    public void Finetune_UnequalFilesOrNoLanguage_SayWhatToDo()
    {
        string source = Lines("eng"), target = _folder.Write("short.txt", "a\n");
        string[] both = ["finetune", "translate", "--model", Trained.Model, "--out", _folder.At("out"), "--quiet"];
        BuiltProgram.Run([.. both, "--source-text", source, "--target-text", target, "--to", "yor"]).Fails(
            3, $"{source} has 40 lines, but {target} has 1; aligned files need a translation on the same line: find the line where they part.");
        BuiltProgram.Run([.. both, "--source-text", source, "--target-text", Lines("yor")]).Fails(
            2, $"{source},{_folder.At("yor.txt")}: the language of the translations is not known; say it with --to, or before the file: --pairs yor=FILE.");
        BuiltProgram.Run([.. both, "--source-text", source]).Fails(2, "--source-text needs --target-text beside it: two aligned files.");
        BuiltProgram.Run(both).Fails(2, "give pairs to train on: --pairs, or --source-text and --target-text.");
    }

    [Fact]
    public void Finetune_VocabularyWithoutTheScript_IsRefusedOrTold()
    {
        string english = Lines("eng"), amharic = _folder.Write("amh.txt", string.Join('\n', Enumerable.Range(0, 40).Select(id => $"ውሃ ሰላም {(char)('\u1200' + id)}")) + "\n");
        string[] both = ["finetune", "translate", "--model", Trained.Model, "--out", _folder.At("out"), "--max-steps", "1", "--held-out", "2", "--json"];
        ProgramResult refused = BuiltProgram.Run([.. both, "--source-text", english, "--target-text", amharic, "--from", "eng", "--to", "amh"]);
        Assert.Equal(3, refused.ExitCode);
        Assert.Matches("^nlptransfer: am: [0-9]+ % of the translations' tokens are unknown to the model's tokenizer, so it could never write them; give it a vocabulary that has the script first", refused.Failure);
        ProgramResult told = BuiltProgram.Run([.. both, "--source-text", amharic, "--target-text", english, "--from", "amh", "--to", "eng"]).Succeeds();
        Assert.Matches("warning: am: [0-9.]+ % of the texts' tokens are unknown to the model's tokenizer, so it doesn't read them", told.Error);
        Assert.Equal("source", (string)told.Json["unknown"]![0]!["side"]!);
    }

    private string Lines(string language) => _folder.Write($"{language}.txt", string.Join('\n', Enumerable.Range(0, 40).Select(id => TinyPairs.Short(language, id))) + "\n");
}
