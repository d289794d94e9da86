using System.Text;
using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.BadInput;

/// <summary>Files that can't be used: each with its whole message.</summary>
public sealed class BadDataTests : IDisposable
{
    private const string Header = "text\tlabel\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_MissingFile_NamesIt() => Train("nowhere.tsv").Fails(3, "nowhere.tsv: there is no such file or folder; check the path.");

    [Fact]
    public void Train_EmptyFile_SaysSo()
    {
        string file = _folder.Write("empty.tsv", "");
        Train(file).Fails(3, $"{file}: the file is empty; expected a corpus (parquet, jsonl, tsv, csv, text).");
    }

    [Fact]
    public void Train_HeaderAlone_SaysSo()
    {
        string file = _folder.Write("header.tsv", Header);
        Train(file).Fails(3, $"{file}: there is no row in it; expected at least one, beside the header where there is one.");
    }

    [Fact]
    public void Train_NoLabelColumn_ListsColumnsAndOption()
    {
        string file = _folder.Write("a.tsv", "text\tkind\na\tb\n");
        Train(file).Fails(3, $"{file}:1: no label column was found among 'text', 'kind'; name it with --label-column, or call it label, category, topic, intent, sentiment.");
    }

    [Fact]
    public void Train_OneClassOnly_SaysWhatIsNeeded() => Train(_folder.Write("a.tsv", Header + "a\tx\nb\tx\n")).Fails(
        3, "all 2 training rows carry the label 'x'; a classifier needs rows of at least two labels");

    [Fact]
    public void Train_InvalidUtf8_NamesTheLine()
    {
        string file = _folder.At("a.tsv");
        File.WriteAllBytes(file, [.. Encoding.UTF8.GetBytes(Header + "a\tx\nb"), 0xC3, 0x28, .. "\ty\n"u8]);
        ProgramResult result = Train(file);
        Assert.StartsWith($"nlptransfer: {file}:3: ", result.Failure, StringComparison.Ordinal);
        Assert.Contains("UTF-8", result.Failure, StringComparison.Ordinal);
        Assert.Equal(3, result.ExitCode);
        Assert.Equal("", result.Output);
    }

    [Fact]
    public void Train_LineOfTenMegabytes_NamesLineAndLimit()
    {
        string file = _folder.Write("a.tsv", Header + new string('a', 10_000_000) + "\tx\nb\ty\n");
        ProgramResult result = Train(file);
        Assert.StartsWith($"nlptransfer: {file}:2: the row is longer than the 4,194,304 bytes that are accepted", result.Failure, StringComparison.Ordinal);
        Assert.Equal(3, result.ExitCode);
    }

    [Fact]
    public void Evaluate_LabelThatTrainingLacks_IsCountedAsErrorAndNamed()
    {
        string file = _folder.Write("test.tsv", Header + $"{TinyCorpus.Text("yor", 90)}\t{TinyCorpus.Label(90)}\nnew words\tpolitics\n");
        ProgramResult result = BuiltProgram.Run("evaluate", "classify", "--model", Trained.Letters, "--data", file, "--json");
        Assert.Contains(
            "1 of 2 rows has a label that letters model was never trained on, and counts as an error: 'politics'.",
            result.Succeeds().Json["warnings"]!.AsArray().Select(warning => (string)warning!));
    }

    [Fact]
    public void Train_Folder_NeverSwallowsTheTestRows()
    {
        string folder = _folder.At("yor_Latn");
        Directory.CreateDirectory(folder);
        File.Copy(Trained.Test, Path.Combine(folder, "train.tsv"));
        File.Copy(Trained.Test, Path.Combine(folder, "test.tsv"));
        JsonObject json = Train(folder, "--json").Succeeds().Json;
        Assert.Equal(30, (int)json["selection"]!["rows"]!);
    }

    private ProgramResult Train(string file, params string[] more) =>
        BuiltProgram.Run(["finetune", "classify", "--train", file, "--strategy", "letters", "--out", _folder.At("out"), .. more]);
}
