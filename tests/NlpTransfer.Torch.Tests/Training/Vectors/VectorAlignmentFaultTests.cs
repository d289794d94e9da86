using NlpTransfer.Corpora;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class VectorAlignmentFaultTests : IClassFixture<OneThread>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RunAsync_NoPairs_Refuses() => await Assert.ThrowsAsync<UsageException>(() => VectorAlignment.RunAsync(Model(), []));

    [Fact]
    public async Task RunAsync_OnePair_IsTooFew()
    {
        BadDataException exception = await Assert.ThrowsAsync<BadDataException>(() => VectorAlignment.RunAsync(Model(), [PairCorpus.FromPairs([new TextPair("a", "b")])]));
        Assert.Contains("1 pairs are left", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_FilesOfUnequalLength_SaysWhichAndWhere()
    {
        File.WriteAllText(_folder.File("en.txt"), "one\ntwo\nthree\n");
        File.WriteAllText(_folder.File("yo.txt"), "kan\nmeji\n");
        BadDataException exception = await Assert.ThrowsAsync<BadDataException>(
            () => VectorAlignment.RunAsync(Model(), [PairCorpus.OpenAligned(_folder.File("en.txt"), _folder.File("yo.txt"), "eng", "yor")]));
        Assert.Contains("yo.txt", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ModelWithHead_Refuses()
    {
        ModelFolder model = ToyEncoder.Write(_folder.File("masked"), head: EncoderHead.MaskedLanguageModel);
        UsageException exception = await Assert.ThrowsAsync<UsageException>(() => VectorAlignment.RunAsync(model, [ToyPairs.Corpus()]));
        Assert.Contains("masked-LM head", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_OneTextToKeep_IsTooFew()
    {
        var one = TextCorpus.FromRows([new CorpusRow("we see")], "fra");
        BadDataException exception = await Assert.ThrowsAsync<BadDataException>(() => VectorAlignment.RunAsync(Model(), [ToyPairs.Corpus()], ToyPairs.Quick with { Keep = [one] }));
        Assert.Contains("1 texts are left that keep their vectors", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_SeveralFaults_NamesAll()
    {
        var options = new VectorAlignmentOptions
        {
            KeepShare = 1,
            PairsPerLanguage = 0,
            TextsPerLanguage = 0,
            HeldOutPairs = -1,
            HeldOutTexts = -1,
            Folds = 1,
            Training = new() { Contrast = -1, Minutes = 0, MaxLength = 1 },
        };
        UsageException exception = Assert.Throws<UsageException>(options.Validate);
        Assert.All(
            new[] { "KeepShare", "PairsPerLanguage", "TextsPerLanguage", "HeldOutPairs", "HeldOutTexts", "Folds", "Contrast", "Minutes", "MaxLength" },
            name => Assert.Contains(name, exception.Message, StringComparison.Ordinal));
        Assert.Throws<UsageException>((ToyPairs.Quick with { KeepShare = 0 }).Validate);
    }

    private ModelFolder Model() => Directory.Exists(_folder.File("model")) ? ModelFolder.Open(_folder.File("model")) : ToyEncoder.Write(_folder.File("model"));
}
