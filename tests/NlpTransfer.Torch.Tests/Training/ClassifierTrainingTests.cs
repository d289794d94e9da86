using NlpTransfer.Corpora;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class ClassifierTrainingTests : IClassFixture<OneThread>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("letters")]
    [InlineData("frozen")]
    [InlineData("kernel")]
    [InlineData("combined")]
    [InlineData("top:1")]
    [InlineData("lora")]
    [InlineData("full")]
    [InlineData("combined+full")]
    public async Task RunAsync_EveryStrategy_LearnsSavesAndOpensAlike(string strategy)
    {
        ModelFolder model = ToyEncoder.Write(_folder.File("model"));
        using TrainedClassifier trained = await TrainingCases.TrainAsync(model, TrainingCases.Options(strategy));
        CorpusRow[] unseen = ToyCorpus.Rows("yor", 30, seed: 2);
        Assert.True(await ToyCorpus.AccuracyAsync(trained, unseen) > 0.7, $"accuracy {await ToyCorpus.AccuracyAsync(trained, unseen)}");
        Assert.Equal(ToyCorpus.Labels, trained.Labels);
        Assert.False(trained.WasInterrupted);

        IReadOnlyList<TextClassification> before = await trained.ClassifyAsync(ToyCorpus.Texts(unseen));
        Assert.All(before, result => Assert.Equal(1, result.LogProbabilities.Sum(Math.Exp), 1e-6));
        string saved = _folder.File("saved");
        await trained.SaveAsync(saved);
        using TrainedClassifier opened = await TrainedClassifier.OpenAsync(saved);
        TrainingCases.EqualPredictions(before, await opened.ClassifyAsync(ToyCorpus.Texts(unseen)), 1e-6);
        Assert.Equal(strategy, opened.Strategy.Name);
        Assert.Equal(trained.Parts, opened.Parts);
        Assert.Equal(trained.Provenance.PredictingParts, opened.Parts.Select(part => part.Kind));
        TrainingCases.EqualPredictions(await trained.Floor!.ClassifyAsync(ToyCorpus.Texts(unseen)), await opened.Floor!.ClassifyAsync(ToyCorpus.Texts(unseen)), 1e-12);
        Assert.NotNull(opened.TrainingRows);

        // What was opened is saved again byte for byte.
        await opened.SaveAsync(_folder.File("again/saved"));
        SortedDictionary<string, byte[]> first = TrainingCases.Files(saved), second = TrainingCases.Files(_folder.File("again/saved"));
        Assert.Equal(first.Keys, second.Keys);
        Assert.All(first, file => Assert.True(file.Key == "README.md" || file.Value.AsSpan().SequenceEqual(second[file.Key]), file.Key));
    }

    [Theory]
    [InlineData("combined")]
    [InlineData("top:1")]
    [InlineData("lora")]
    [InlineData("combined+full")]
    public async Task RunAsync_SameSeed_SavesTheSameBytesAndAnotherSeedOthers(string strategy)
    {
        ModelFolder model = ToyEncoder.Write(_folder.File("model"));
        async Task<SortedDictionary<string, byte[]>> Saved(string place, ulong seed)
        {
            using TrainedClassifier trained = await TrainingCases.TrainAsync(model, TrainingCases.Options(strategy) with { Seed = seed });
            await trained.SaveAsync(_folder.File(Path.Combine(place, "saved")));
            return TrainingCases.Files(_folder.File(Path.Combine(place, "saved")));
        }

        Directory.CreateDirectory(_folder.File("a"));
        SortedDictionary<string, byte[]> first = await Saved("a", 1), again = await Saved("b", 1), other = await Saved("c", 2);
        Assert.Equal(first.Keys, again.Keys);
        Assert.All(first, file => Assert.True(file.Value.AsSpan().SequenceEqual(again[file.Key]), file.Key));
        Assert.False(first[Provenance.FileName].AsSpan().SequenceEqual(other[Provenance.FileName]));
        Assert.Equal(strategy == "combined", first["model.safetensors"].AsSpan().SequenceEqual(other["model.safetensors"]));
    }

    [Theory]
    [InlineData("frozen")]
    [InlineData("kernel")]
    [InlineData("combined")]
    [InlineData("full")]
    [InlineData("combined+full")]
    public async Task RunAsync_WithoutTargetRows_TransfersFromTheSources(string strategy)
    {
        ModelFolder model = ToyEncoder.Write(_folder.File("model"));
        CorpusRow[] plain = [.. ToyCorpus.Rows("yor", 40, seed: 3).Select(row => row with { Label = null })];
        ClassifierTrainingOptions options = TrainingCases.Options(strategy) with { Unlabeled = [TextCorpus.FromRows(plain, "yor")] };
        using TrainedClassifier trained = await ClassifierTraining.RunAsync(model, null, options);
        Assert.True(await ToyCorpus.AccuracyAsync(trained, ToyCorpus.Rows("yor", 60, seed: 2)) > 0.5);
        Assert.Null(trained.Floor);
        Assert.DoesNotContain("letters", trained.Provenance.PredictingParts);
        await trained.SaveAsync(_folder.File("saved"));
        using TrainedClassifier opened = await TrainedClassifier.OpenAsync(_folder.File("saved"));
        Assert.Null(opened.Floor);
    }

    [Fact]
    public async Task RunAsync_CancelledInTheMiddle_GivesAClassifierThatSaves()
    {
        ModelFolder model = ToyEncoder.Write(_folder.File("model"));
        foreach (string phase in new[] { "fine-tuning on the sources", "fine-tuning on the target" })
        {
            using var source = new CancellationTokenSource();
            var progress = new Immediate<WorkProgress>(at =>
            {
                if (at.Phase.StartsWith(phase, StringComparison.Ordinal))
                    source.Cancel();
            });
            using TrainedClassifier trained = await TrainingCases.TrainAsync(model, TrainingCases.Options("combined+full"), progress: progress, cancellation: source.Token);
            Assert.True(trained.WasInterrupted);
            string saved = _folder.File(phase);
            await trained.SaveAsync(saved);
            using TrainedClassifier opened = await TrainedClassifier.OpenAsync(saved);
            Assert.Equal("true", opened.Provenance.Options["interrupted"]);
            Assert.True(await ToyCorpus.AccuracyAsync(opened, ToyCorpus.Rows("yor", 30)) > 0.6);
        }
    }

    [Fact]
    public async Task RunAsync_CancelledBeforeLayersTrain_Stops()
    {
        ModelFolder model = ToyEncoder.Write(_folder.File("model"));
        using var source = new CancellationTokenSource();
        var progress = new Immediate<WorkProgress>(_ => source.Cancel());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => TrainingCases.TrainAsync(model, TrainingCases.Options("combined"), progress: progress, cancellation: source.Token));
    }

    [Fact]
    public async Task RunAsync_SourceFileOfTwoLanguages_CentresEach()
    {
        ModelFolder model = ToyEncoder.Write(_folder.File("model"));
        CorpusRow[] eng = ToyCorpus.Rows("eng"), fra = ToyCorpus.Rows("fra");
        async Task<IReadOnlyList<TextClassification>> With(params LabeledCorpus[] sources)
        {
            using TrainedClassifier trained = await TrainingCases.TrainAsync(model, TrainingCases.Options("kernel") with { TransferFrom = sources });
            return await trained.ClassifyAsync(ToyCorpus.Texts(ToyCorpus.Rows("yor", 9, seed: 2)));
        }

        TrainingCases.EqualPredictions(
            await With(LabeledCorpus.FromRows(eng, "eng"), LabeledCorpus.FromRows(fra, "fra")), await With(LabeledCorpus.FromRows([.. eng, .. fra])), 1e-9);
    }
}
