namespace NlpTransfer.EndToEnd.Tests;

/// <summary>Classifiers and corpora that many tests read and none changes, made once.</summary>
internal static class Trained
{
    private static readonly Lazy<TemporaryFolder> Folder = new(() =>
    {
        var folder = new TemporaryFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        return folder;
    });

    private static readonly Lazy<string> ModelFolder = new(() => TinyModel.Write(Folder.Value));
    private static readonly Lazy<string> TrainFile = new(() => TinyCorpus.Write(Folder.Value, "train.tsv", "yor", 0, 60));
    private static readonly Lazy<string> SourceFile = new(() => TinyCorpus.Write(Folder.Value, "eng.tsv", "eng", 0, 60));
    private static readonly Lazy<string> TestFile = new(() => TinyCorpus.Write(Folder.Value, "test.tsv", "yor", 60, 30));
    private static readonly Lazy<string> LettersFolder = new(() => Train("letters", "--strategy", "letters"));
    private static readonly Lazy<string> CombinedFolder = new(() => Train("combined", "--model", Model, "--transfer-from", "eng=" + Source));

    /// <summary>A tiny encoder with random weights.</summary>
    public static string Model => ModelFolder.Value;

    /// <summary>60 Yoruba-like rows, with their language: <c>yor=FILE</c>.</summary>
    public static string Data => "yor=" + TrainFile.Value;

    /// <summary>Their translations.</summary>
    public static string Source => SourceFile.Value;

    /// <summary>30 other rows.</summary>
    public static string Test => TestFile.Value;

    /// <summary>A letters classifier.</summary>
    public static string Letters => LettersFolder.Value;

    /// <summary>A combined classifier on the tiny encoder.</summary>
    public static string Combined => CombinedFolder.Value;

    private static string Train(string name, params string[] options)
    {
        string goal = Folder.Value.At(name);
        BuiltProgram.Run(["finetune", "classify", "--train", Data, "--out", goal, .. options]).Succeeds();
        return goal;
    }
}
