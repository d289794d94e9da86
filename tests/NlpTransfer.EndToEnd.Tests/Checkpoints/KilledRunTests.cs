using System.Diagnostics;
using System.Globalization;

namespace NlpTransfer.EndToEnd.Tests.Checkpoints;

/// <summary>Trainings that are killed (kill -9) at several moments and resumed give the files of the run that was not.</summary>
public sealed class KilledRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Checkpoints => _folder.At("killed", "out.checkpoints");

    private string[] CheckpointsThere => !Directory.Exists(Checkpoints) ? [] :
        [.. Directory.EnumerateDirectories(Checkpoints).Select(path => Path.GetFileName(path)).Where(name => name.StartsWith("checkpoint-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Covers("finetune classify", "--resume", "--checkpoint-every", "--keep-checkpoints")]
    public void Finetune_KilledAndResumed_GivesTheSameFiles() => Compare(
        "finetune", "classify", "--train", Trained.Data, "--transfer-from", "eng=" + Trained.Source, "--model", Trained.Model, "--strategy", "full",
        "--source-epochs", "3", "--epochs", "4", "--batch-tokens", "96", "--threads", "1");

    [Fact]
    [Covers("adapt", "--resume", "--checkpoint-every", "--keep-checkpoints")]
    public void Adapt_KilledAndResumed_GivesTheSameFiles() => Compare(
        "adapt", "--model", Trained.Model, "--teacher", Teacher(), "--text", "yor=" + Text("yor"), "eng=" + Text("eng"), "--rows", "all", "--layers",
        "--max-steps", "50", "--batch-tokens", "192", "--threads", "1");

    [Fact]
    [Covers("align", "--resume", "--checkpoint-every", "--keep-checkpoints")]
    public void Align_KilledAndResumed_GivesTheSameFiles() => Compare(
        "align", "--model", Trained.Model, "--pairs", $"yor={Text("eng")},{Text("yor")}", "--text", "fra=" + Text("fra"), "--max-steps", "50", "--batch-tokens", "192", "--threads", "1");

    [Fact]
    [Covers("pretrain", "--resume", "--checkpoint-every", "--keep-checkpoints")]
    public void Pretrain_KilledAndResumed_GivesTheSameFiles() => Compare(
        "pretrain", "--tokenizer", Trained.Model, "--family", "bert", "--text", "yor=" + Text("yor"), "eng=" + Text("eng"), "--layers", "1", "--hidden", "16", "--heads", "2",
        "--average-decay", "0.9", "--dropout", "0.1", "--evaluations", "3", "--log-every", "7", "--max-steps", "50", "--snapshots", "6", "--batch-tokens", "256", "--threads", "1");

    [Fact]
    [Covers("finetune translate", "--resume", "--checkpoint-every", "--keep-checkpoints")]
    public void Translate_KilledAndResumed_GivesTheSameFiles() => Compare(
        "finetune", "translate", "--pairs", TinyPairs.Write(_folder, "pairs.tsv"), "--model", Trained.Model, "--max-length", "60", "--held-out", "2", "--epochs", "8", "--batch-tokens", "256",
        "--patience", "0", "--log-every", "7", "--threads", "1");

    [Fact]
    public void Adapt_WithAHeadKilledAndResumed_GivesTheSameFiles()
    {
        string model = _folder.At("guesses");
        BuiltProgram.Run(
            "pretrain", "--tokenizer", Trained.Model, "--family", "bert", "--text", "eng=" + Text("eng"), "--layers", "1", "--hidden", "16", "--heads", "2", "--max-steps", "2", "--threads", "1",
            "--out", model).Succeeds();
        Compare(
            "adapt", "--model", model, "--text", "yor=" + Text("yor"), "--source-text", "eng=" + Text("eng"), "--evaluations", "4", "--max-steps", "50", "--batch-tokens", "256", "--threads", "1");
    }

    private void Compare(params string[] command)
    {
        Directory.CreateDirectory(_folder.At("whole"));
        Directory.CreateDirectory(_folder.At("killed"));
        BuiltProgram.Run([.. command, "--out", _folder.At("whole", "out"), "--checkpoint-every", "0"]).Succeeds();
        string[] broken = [.. command, "--out", _folder.At("killed", "out"), "--checkpoint-every", "2", "--keep-checkpoints", "3"];
        // When a first one is there; in the midst of writing a later one; and somewhere after.
        Kill(broken, () => Newest() >= 4);
        Assert.InRange(CheckpointsThere.Length, 1, 4);
        BuiltProgram.Run(broken).Fails(2, $"{Checkpoints}: it holds the checkpoints of a run that was stopped; go on with that run (--resume), or begin anew (--force).");
        int before = Newest();
        Kill([.. broken, "--resume"], () => Newest() > before + 6 && Directory.EnumerateDirectories(Checkpoints, ".checkpoint-*.writing").Any());
        BuiltProgram.Run([.. broken, "--resume", "--seed", "7"]).Fails(
            2, $"{Path.Combine(Checkpoints, CheckpointsThere[^1])}: the checkpoint is of another run, so this one can't go on from it. It differs in seed (1 there, 7 here). Give what was given then, or begin anew (--force instead of --resume).");
        before = Newest();
        Kill([.. broken, "--resume"], () => Newest() > before + 3);
        BuiltProgram.Run([.. broken, "--resume"]).Succeeds();
        SortedDictionary<string, string> whole = Contents("whole"), killed = Contents("killed");
        Assert.Equal(whole, killed);
        Assert.Contains(Path.Combine("out", "model.safetensors"), whole.Keys);
        Assert.Equal(Folders("whole"), Folders("killed"));
        Assert.Contains("out", Folders("killed"));
        Assert.False(Directory.Exists(Checkpoints));
    }

    private int Newest() => CheckpointsThere is [.., { } last] ? int.Parse(last["checkpoint-".Length..], CultureInfo.InvariantCulture) : -1;

    private static void Kill(string[] command, Func<bool> moment)
    {
        using Process process = BuiltProgram.Start(null, command);
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        while (!process.HasExited && !moment())
            Thread.Sleep(1);
        process.Kill();
        process.WaitForExit();
        Assert.True(process.ExitCode == 137, $"It ended before it could be killed, with {process.ExitCode}: {output.Result}{error.Result}");
    }

    private SortedDictionary<string, string> Contents(string run) => new(
        Folders(run).SelectMany(folder => Directory.EnumerateFiles(_folder.At(run, folder), "*", SearchOption.AllDirectories))
            .ToDictionary(file => Path.GetRelativePath(_folder.At(run), file), ContentHash.OfFile),
        StringComparer.Ordinal);

    private string[] Folders(string run) => [.. Directory.EnumerateDirectories(_folder.At(run)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private string Text(string language) => File.Exists(_folder.At(language + ".txt"))
        ? _folder.At(language + ".txt")
        : _folder.Write(language + ".txt", string.Join('\n', Enumerable.Range(0, 90).Select(id => TinyCorpus.Text(language, id))) + "\n");

    /// <summary>The tiny model with other embeddings of letters.</summary>
    private string Teacher()
    {
        string path = _folder.At("teacher");
        Directory.CreateDirectory(path);
        foreach (string name in new[] { "config.json", "vocab.txt" })
            File.Copy(Path.Combine(Trained.Model, name), Path.Combine(path, name));
        using SafetensorsFile source = SafetensorsFile.Open(Path.Combine(Trained.Model, "model.safetensors"));
        float[] words = source.ReadSingles("embeddings.word_embeddings.weight");
        for (int i = 160; i < words.Length; i++)
            words[i] = words[i] / 2;
        SafetensorsWriter.Write(Path.Combine(path, "model.safetensors"),
        [
            .. source.Tensors.Select(info => info.Name == "embeddings.word_embeddings.weight" ? NamedTensor.Create(info.Name, words, [.. info.Shape]) : NamedTensor.FromSource(source, info.Name)),
        ]);
        return path;
    }
}
