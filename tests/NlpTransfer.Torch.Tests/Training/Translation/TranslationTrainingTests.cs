using NlpTransfer.Corpora;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class TranslationTrainingTests : IClassFixture<OneThread>, IDisposable
{
    private static readonly TranslationTrainingOptions Quick = new() { LearningRate = 3e-3, BatchTokens = 256, Epochs = 2, MaxLength = 24, HeldOut = 8, Dropout = 0 };

    private readonly TemporaryFolder _folder = new();

    private string Encoder => _folder.File("encoder");

    public TranslationTrainingTests() => ToyEncoder.Write(Encoder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_WordForWord_IsLearntSavedAndReadAgain()
    {
        (string From, string To)[] words = [("a", "z"), ("b", "y"), ("c", "x"), ("d", "w")];
        var random = new CounterRandom(1, "pairs");
        TextPair[] pairs = [.. Enumerable.Range(0, 150).Select(_ =>
        {
            (string From, string To)[] chosen = [words[random.NextInt32(4)], words[random.NextInt32(4)]];
            return new TextPair(string.Join(' ', chosen.Select(word => word.From)), string.Join(' ', chosen.Select(word => word.To)), "eng", "yor");
        })];
        using TrainedTranslator trained = await TranslationTraining.RunAsync(Encoder, [PairCorpus.FromPairs(pairs)], Quick with { HeldOut = 0, Epochs = 30 });
        Assert.Null(trained.Report.Chrf);
        Assert.Equal(["w z", "x x"], (await trained.Translator().TranslateAsync(["d a", "c c"])).Select(made => made.Text));
        string goal = _folder.File("model");
        using (AtomicFolder folder = AtomicFolder.Create(goal))
            await trained.SaveAsync(folder);
        TranslationFolder saved = TranslationFolder.Open(goal);
        Assert.Equal(("finetune translate", 1UL), (saved.Provenance!.Command, saved.Provenance.Seed));
        var text = new TranslationText(saved, NlpTransfer.Tokenization.TextTokenizer.Load(goal), null, "en", "yo");
        using var translator = new TorchTextTranslator(saved, text);
        Assert.Equal(["w z", "x x"], (await translator.TranslateAsync(["d a", "c c"])).Select(made => made.Text));
    }

    [Fact]
    public async Task Run_SameSeed_GivesTheSameBytes()
    {
        TranslationTrainingOptions options = Quick with { Dropout = 0.1 };
        Assert.Equal(await Weights("a", options), await Weights("b", options));
        Assert.NotEqual(await Weights("c", options), await Weights("d", options with { Seed = 2 }));
    }

    [Fact]
    public async Task Run_FromAnEncoder_BeginsWithItsWeightsOnBothSides()
    {
        // At such a rate nothing moves.
        using TrainedTranslator trained = await TranslationTraining.RunAsync(Encoder, [ToyPairs.Corpus(count: 30)], Quick with { LearningRate = 1e-30, Epochs = 1, WeightDecay = 0 });
        string goal = await Save(trained, "model");
        using ITensorSource before = ModelFolder.Open(Encoder).OpenWeights(), after = TranslationFolder.Open(goal).OpenWeights();
        const string Query = "encoder.layer.0.attention.self.query.weight";
        float[] expected = before.ReadSingles(Query);
        Assert.Equal(expected, after.ReadSingles("encoder." + Query));
        Assert.Equal(expected, after.ReadSingles("decoder.bert." + Query));
        float[] cross = after.ReadSingles("decoder.bert.encoder.layer.0.crossattention.self.query.weight");
        Assert.InRange(Math.Sqrt(cross.Average(value => value * value)), 0.015, 0.025);
    }

    [Theory]
    [InlineData(true, false, "encoder.")]
    [InlineData(false, true, "embeddings.")]
    public async Task Run_FrozenParts_StayAsTheyWere(bool encoder, bool embeddings, string part)
    {
        using TrainedTranslator start = await TranslationTraining.RunAsync(Encoder, [ToyPairs.Corpus(count: 30)], Quick with { LearningRate = 1e-30, Epochs = 1, WeightDecay = 0 });
        using TrainedTranslator trained = await TranslationTraining.RunAsync(Encoder, [ToyPairs.Corpus(count: 30)], Quick with { HeldOut = 0, FreezeEncoder = encoder, FreezeEmbeddings = embeddings });
        using ITensorSource before = TranslationFolder.Open(await Save(start, "start")).OpenWeights(), after = TranslationFolder.Open(await Save(trained, "trained")).OpenWeights();
        foreach (string name in before.Tensors.Select(tensor => tensor.Name).Where(name => name.EndsWith(".weight", StringComparison.Ordinal) && !name.Contains("pooler", StringComparison.Ordinal)))
        {
            bool frozen = encoder ? name.StartsWith(part, StringComparison.Ordinal) : name.Contains(part, StringComparison.Ordinal);
            Assert.True(frozen == before.ReadSingles(name).SequenceEqual(after.ReadSingles(name)), name);
        }
    }

    [Fact]
    public async Task Run_TwoTargetLanguages_AreToldApartByATextBeforeTheSource()
    {
        using TrainedTranslator trained = await TranslationTraining.RunAsync(Encoder, [ToyPairs.Corpus("yor", 40), ToyPairs.Corpus("hau", 20)], Quick);
        TranslationFolder saved = TranslationFolder.Open(await Save(trained, "model"));
        NlpTransfer.Tokenization.TextTokenizer tokenizer = NlpTransfer.Tokenization.TextTokenizer.Load(saved.Path);
        Assert.Contains("say which with --to", Assert.Throws<UsageException>(() => new TranslationText(saved, tokenizer)).Message, StringComparison.Ordinal);
        Assert.Contains("it knows en to ha, en to yo", Assert.Throws<UsageException>(() => new TranslationText(saved, tokenizer, to: "ibo")).Message, StringComparison.Ordinal);
        Assert.NotEqual(new TranslationText(saved, tokenizer, to: "yo").Encode("a", out _), new TranslationText(saved, tokenizer, to: "ha").Encode("a", out _));

        // A model of several directions keeps them when it is taught one more.
        using TrainedTranslator more = await TranslationTraining.RunAsync(saved.Path, [ToyPairs.Corpus("fra", 20)], Quick with { Epochs = 1 });
        Assert.Contains("translation_en_to_ha", TranslationFolder.Open(await Save(more, "more")).RawConfig.GetProperty("task_specific_params").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_HeldOutPairs_ChooseTheWeightsAndAreNotTrainedOn()
    {
        using TrainedTranslator trained = await TranslationTraining.RunAsync(Encoder, [ToyPairs.Corpus(count: 100)], Quick);
        Assert.Equal(8, trained.Report.HeldOut);
        Assert.InRange(trained.Report.Pairs, 1, 92);
        Assert.True(trained.Report.Chrf >= trained.Report.ChrfBefore);
    }

    [Fact]
    public async Task Run_NoDropoutAsked_TakesTheModels()
    {
        // What the encoder's config says (0.1 of hidden values and attention) is both sides', and is told.
        Assert.Equal(await Weights("a", Quick with { Dropout = null }), await Weights("b", Quick with { Dropout = 0.1 }));
        using TrainedTranslator trained = await TranslationTraining.RunAsync(Encoder, [ToyPairs.Corpus(count: 30)], Quick with { MaxSteps = 1, Dropout = null });
        Assert.Equal("hidden 0.1 attention 0.1 activation 0 layers 0", trained.Provenance.Options["dropout"]);
    }

    [Fact]
    public async Task Run_CancelledAtOnce_KeepsAUsableModel()
    {
        using var stop = new CancellationTokenSource();
        var progress = new Immediate<WorkProgress>(report =>
        {
            if (report.Phase.StartsWith("translation, epoch", StringComparison.Ordinal))
                stop.Cancel();
        });
        using TrainedTranslator trained = await TranslationTraining.RunAsync(Encoder, [ToyPairs.Corpus(count: 100)], Quick with { Epochs = 50 }, progress, stop.Token);
        Assert.True(trained.WasInterrupted);
        Assert.Equal(1, trained.Report.Run.Steps);
        TranslationFolder.Open(await Save(trained, "model"));
    }

    [Fact]
    public async Task Run_NothingFits_SaysWhy()
    {
        PairCorpus corpus = PairCorpus.FromPairs([new TextPair(string.Join(' ', Enumerable.Repeat("a", 40)), "b", "eng", "yor")]);
        BadDataException refused = await Assert.ThrowsAsync<BadDataException>(() => TranslationTraining.RunAsync(Encoder, [corpus], Quick));
        Assert.Equal("pairs in memory: of 1 pairs none is left to train on (1 are longer than 24 tokens); allow longer ones with --max-length, or give more.", refused.Message);
        await Assert.ThrowsAsync<UsageException>(() => TranslationTraining.RunAsync(Encoder, []));
        await Assert.ThrowsAsync<UsageException>(() => TranslationTraining.RunAsync(Encoder, [corpus], new() { Epochs = 0, Dropout = 2 }));
    }

    private async Task<byte[]> Weights(string name, TranslationTrainingOptions options)
    {
        using TrainedTranslator trained = await TranslationTraining.RunAsync(Encoder, [ToyPairs.Corpus(count: 40)], options with { HeldOut = 0 });
        return await System.IO.File.ReadAllBytesAsync(Path.Combine(await Save(trained, name), "model.safetensors"));
    }

    private async Task<string> Save(TrainedTranslator trained, string name)
    {
        using AtomicFolder folder = AtomicFolder.Create(_folder.File(name));
        await trained.SaveAsync(folder);
        return _folder.File(name);
    }
}
