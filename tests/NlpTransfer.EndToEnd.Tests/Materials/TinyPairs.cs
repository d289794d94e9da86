using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests;

/// <summary>Made-up sentences with their translations, and a model that was trained on them for a moment.</summary>
internal static class TinyPairs
{
    private static readonly Lazy<TemporaryFolder> Folder = new(() =>
    {
        var folder = new TemporaryFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        return folder;
    });

    private static readonly Lazy<string> Trained = new(() =>
    {
        string goal = Folder.Value.At("translator");
        Finetune(goal, Write(Folder.Value, "pairs.tsv"), "--epochs", "2", "--learning-rate", "2e-3").Succeeds();
        return goal;
    });

    /// <summary>A model from eng to yor.</summary>
    public static string Model => Trained.Value;

    /// <summary>Writes 40 pairs with the columns eng and yor.</summary>
    public static string Write(TemporaryFolder folder, string name, string from = "eng", string to = "yor", int count = 40) => folder.Write(
        name, $"{from}\t{to}\n" + string.Join('\n', Enumerable.Range(0, count).Select(id => $"{Short(from, id)}\t{Short(to, id)}")) + "\n");

    /// <summary>The first three words of a sentence.</summary>
    public static string Short(string language, int id) => string.Join(' ', TinyCorpus.Text(language, id).Split(' ').Take(3));

    /// <summary>Trains on pairs, from the tiny encoder; a length of 60 and one epoch where nothing else is said.</summary>
    public static ProgramResult Finetune(string goal, string pairs, params string[] options)
    {
        string[] length = options.Contains("--max-length") ? [] : ["--max-length", "60"], epochs = options.Contains("--epochs") ? [] : ["--epochs", "1"];
        return BuiltProgram.Run(["finetune", "translate", "--pairs", pairs, "--model", EndToEnd.Tests.Trained.Model, "--out", goal, "--json", "--quiet", .. length, .. epochs, .. options]);
    }

    /// <summary>The fields of <c>finetune translate --json</c>.</summary>
    public static JsonObject Train(string goal, string pairs, params string[] options) => Finetune(goal, pairs, options).Succeeds().Json;
}
