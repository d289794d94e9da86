using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation.Tests;

public sealed class TrainedPairsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nlptransfer-trained-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Find_TableAndAlignedFiles_KnowsBothSides()
    {
        string table = Write("train.tsv", "eng\tyor\nred house\tilé pupa\n"), source = Write("more.en", "a dog\n"), target = Write("more.yo", "ajá kan\n");
        TrainedPairs found = await Find(Input("pairs yor=train.tsv", table), Input("text other.txt", table), Input("pairs yor=more.en", source), Input("pairs yor=more.yo", target));
        Assert.Equal((4, null), (found.Index!.Count, found.Reason));
        Assert.Equal(["train.tsv", "more.en", "more.yo"], found.Files);
        Assert.Empty(found.Missing);
    }

    [Fact]
    public async Task Find_FileGoneOrChanged_IsMissing()
    {
        string table = Write("train.tsv", "eng\tyor\nred house\tilé pupa\n");
        ProvenanceInput changed = Input("pairs yor=train.tsv", table) with { Sha256 = ContentHash.OfText("what it held") };
        Assert.Equal("train.tsv, which the model was trained on, is not at hand with the content it had", (await Find(changed)).Reason);
        TrainedPairs half = await Find(Input("pairs yor=train.tsv", table), Input("pairs yor=gone.tsv", table));
        Assert.Equal(["gone.tsv"], half.Missing);
        Assert.Equal(2, half.Index!.Count);
        TranslationEvaluationReport report = await TranslationEvaluation.RunAsync(new WordTranslator(), TestPairs.Held, new() { TrainedOn = half, Scoring = new() { Metrics = [new Chrf()] } });
        Assert.Equal("gone.tsv, trained on too, could not be checked for leakage: not at hand.", report.Warnings[0]);
    }

    [Fact]
    public async Task Find_NothingToGoBy_SaysWhy()
    {
        Assert.Equal("the model folder has no nlptransfer.json that says what it was trained on", (await TrainedPairs.FindAsync(null, [_folder])).Reason);
        Assert.Equal("the model's nlptransfer.json names no pairs it was trained on", (await Find()).Reason);
        string table = Write("train.tsv", "a\tb\nred house\tilé pupa\n");
        Assert.StartsWith("the pairs that the model was trained on can't be read (", (await Find(Input("pairs train.tsv", table))).Reason, StringComparison.Ordinal);
        TrainedPairs named = await TrainedPairs.FindAsync(
            new Provenance { Command = "finetune translate", Inputs = [Input("pairs train.tsv", table)] }, [_folder], new PairReadOptions { SourceColumn = "a", TargetColumn = "b" });
        Assert.Equal(2, named.Index!.Count);
    }

    [Fact]
    public async Task Read_Corpora_KnowsBothSides()
    {
        TrainedPairs known = await TrainedPairs.ReadAsync([PairCorpus.FromPairs([new TextPair("a", "b")]), PairCorpus.Open(Write("t.tsv", "eng\tyor\nc\td\n"))]);
        Assert.Equal(4, known.Index!.Count);
        Assert.Equal(["pairs in memory", "t.tsv"], known.Files);
    }

    private Task<TrainedPairs> Find(params ProvenanceInput[] inputs) =>
        TrainedPairs.FindAsync(new Provenance { Command = "finetune translate", Inputs = inputs }, [Path.Combine(_folder, "not", "there"), _folder]);

    private static ProvenanceInput Input(string name, string file) => new(name, ContentHash.OfFile(file));

    private string Write(string name, string content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
