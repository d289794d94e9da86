using System.Numerics.Tensors;
using NlpTransfer.Corpora;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class VectorAlignmentTests : IClassFixture<OneThread>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RunAsync_Pairs_FindsMoreTranslations()
    {
        using AlignedModel aligned = await VectorAlignment.RunAsync(Model(), [ToyPairs.Corpus(), ToyPairs.Corpus("hau", 80)], ToyPairs.Quick with { KeepShare = 0.25 });
        AlignmentReport report = aligned.Report;
        Assert.Equal(["yor", "hau"], report.Retrieval.Select(language => language.Language));
        Assert.All(report.Retrieval, language =>
        {
            Assert.True(language.After!.FromSource.Value >= language.Before.FromSource.Value, $"{language}");
            Assert.True(language.After.FromTarget.Value >= language.Before.FromTarget.Value, $"{language}");
        });
        Assert.True(report.Retrieval[0].After!.FromSource.Value > report.Retrieval[0].Before.FromSource.Value, $"{report.Retrieval[0]}");
        Assert.Equal(["fra", "hau"], report.Kept.Select(language => language.Language));
        // The teacher is the model as it was.
        Assert.All(report.Kept, language => Assert.Equal(1, language.Before.Cosine.Value, 1e-5));
        Assert.True(report.Pairs > 150 && report.KeptTexts > 80 && report.LeftOut == 0, $"{report}");
    }

    [Fact]
    public async Task RunAsync_Keeping_MovesOtherTextsLess()
    {
        double with = await MovedAsync(ToyPairs.Quick), without = await MovedAsync(ToyPairs.Quick with { KeepShare = 0, Keep = [] });
        Assert.True(with < 0.5 * without, $"{with} with keeping, {without} without");
    }

    [Fact]
    public async Task RunAsync_NothingToKeepIsGiven_KeepsTheSources()
    {
        using AlignedModel aligned = await VectorAlignment.RunAsync(Model(), [ToyPairs.Corpus()], ToyPairs.Quick with { Keep = [] });
        Assert.Equal("sources", Assert.Single(aligned.Report.Kept).Language);
        Assert.True(aligned.Report.Kept[0].After!.Cosine.Value > 0.9, $"{aligned.Report.Kept[0]}");
        Assert.Equal(aligned.Report.Retrieval[0].Before.FromSource.N, aligned.Report.Kept[0].Before.Cosine.N);
    }

    [Fact]
    public async Task RunAsync_LabeledRows_AreJudgedBeforeAndAfter()
    {
        using AlignedModel aligned = await VectorAlignment.RunAsync(Model(), [ToyPairs.Corpus()], ToyPairs.Quick with { Labeled = [ToyCorpus.Corpus("hau")], Folds = 3 });
        LabeledComparison row = Assert.Single(aligned.Report.Labeled);
        Assert.Equal(("hau", 48L, 48L), (row.Name, row.Before.N, row.After!.Value.N));
        Assert.True(row.Before.Value > 0.5 && row.PValue is >= 0 and <= 1, $"{row}");
        // The same folds and vectors as cross-validation by itself.
        int right = 0;
        var plan = new CrossValidationPlan { Systems = [CrossValidatedSystem.Parse("frozen-alone")], Folds = 3 };
        CorpusRow[] rows = ToyCorpus.Rows("hau");
        await foreach (FoldPredictions fold in ClassifierCrossValidation.RunAsync(Model(), [new("hau", rows)], [], plan))
            right += fold.Rows.Zip(fold.Results).Count(pair => fold.Labels[pair.Second.Best] == rows[pair.First].Label);
        Assert.Equal(right, row.Before.Value * 48, 1e-9);
    }

    [Fact]
    public async Task SaveAsync_SameSeed_GivesTheSameBytesAndACardThatTells()
    {
        async Task<SortedDictionary<string, byte[]>> Files(string name)
        {
            VectorAlignmentOptions options = ToyPairs.Quick with { Training = ToyPairs.Quick.Training with { MaxSteps = 8 }, Labeled = [ToyCorpus.Corpus("hau")] };
            using AlignedModel aligned = await VectorAlignment.RunAsync(Model(), [ToyPairs.Corpus()], options);
            await aligned.SaveAsync(_folder.File(name + "/out"));
            return TrainingCases.Files(_folder.File(name + "/out"));
        }

        SortedDictionary<string, byte[]> one = await Files("one"), two = await Files("two");
        Assert.Equal(one.Keys, two.Keys);
        Assert.All(one, file => Assert.True(file.Value.SequenceEqual(two[file.Key]), file.Key));
        string card = File.ReadAllText(_folder.File("one/out/README.md"));
        Assert.All(new[] { "50 % of the batches", "Retrieval of translations", "Another task", "| hau | 48 |", "McNemar" }, part => Assert.Contains(part, card, StringComparison.Ordinal));
        Assert.Equal("align", ModelFolder.Open(_folder.File("one/out")).Provenance!.Command);
    }

    [Fact]
    public async Task SaveAsync_NothingKept_SaysSoInTheCard()
    {
        VectorAlignmentOptions options = ToyPairs.Quick with { KeepShare = 0, Keep = [], Training = ToyPairs.Quick.Training with { MaxSteps = 2 } };
        using AlignedModel aligned = await VectorAlignment.RunAsync(Model(), [ToyPairs.Corpus()], options);
        await aligned.SaveAsync(_folder.File("out"));
        Assert.Contains("Nothing kept its old vectors", File.ReadAllText(_folder.File("out/README.md")), StringComparison.Ordinal);
        Assert.Empty(aligned.Report.Kept);
    }

    [Fact]
    public async Task RunAsync_Cancelled_LeavesAModelThatCanBeSaved()
    {
        using var source = new CancellationTokenSource();
        var progress = new Immediate<WorkProgress>(at =>
        {
            if (at.Phase.StartsWith("aligning", StringComparison.Ordinal) && at.Done == 2)
                source.Cancel();
        });
        using AlignedModel aligned = await VectorAlignment.RunAsync(Model(), [ToyPairs.Corpus()], ToyPairs.Quick with { Labeled = [ToyCorpus.Corpus("hau")] }, progress, source.Token);
        Assert.True(aligned.WasInterrupted);
        Assert.Equal(2, aligned.Report.Run.Steps);
        Assert.Null(aligned.Report.Retrieval[0].After);
        Assert.Null(aligned.Report.Labeled[0].PValue);
        await aligned.SaveAsync(_folder.File("out"), cancellationToken: default);
        Assert.Contains("not measured", File.ReadAllText(_folder.File("out/README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_LongPairs_AreLeftOutAndCounted()
    {
        string text = string.Join(' ', Enumerable.Repeat("goat", 40));
        var pairs = PairCorpus.FromPairs([.. (await ToyPairs.Corpus().ReadAllAsync()), new TextPair(text, "we see", "eng", "yor"), new TextPair("we see", text, "eng", "yor")]);
        using AlignedModel aligned = await VectorAlignment.RunAsync(Model(), [pairs], ToyPairs.Quick with { Training = ToyPairs.Quick.Training with { MaxSteps = 1 }, HeldOutPairs = 0 });
        Assert.Equal(2, aligned.Report.LeftOut);
        Assert.Empty(aligned.Report.Retrieval);
    }

    /// <summary>Mean squared distance that the vectors of texts move that neither aligning nor keeping read.</summary>
    private async Task<double> MovedAsync(VectorAlignmentOptions options)
    {
        string[] texts = ToyCorpus.Texts(ToyCorpus.Rows("hau", 30, seed: 77));
        using AlignedModel aligned = await VectorAlignment.RunAsync(Model(), [ToyPairs.Corpus()], options);
        using EncoderSession before = EncoderSession.Open(Model());
        float[][] old = HeldOutTexts.Vectors(before, "test", texts, null, default);
        float[][] now = [.. (await aligned.Embedder.EmbedAsync(texts)).Select(result => result.Vector.ToArray())];
        foreach (float[] vector in now)
            TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        return old.Zip(now).Average(pair => pair.First.Zip(pair.Second).Sum(values => Math.Pow(values.First - values.Second, 2)));
    }

    private ModelFolder Model() => Directory.Exists(_folder.File("model")) ? ModelFolder.Open(_folder.File("model")) : ToyEncoder.Write(_folder.File("model"));
}
