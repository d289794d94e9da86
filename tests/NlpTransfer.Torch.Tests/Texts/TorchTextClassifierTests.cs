namespace NlpTransfer.Torch.Tests.Texts;

public sealed class TorchTextClassifierTests : IDisposable
{
    private static readonly string[] Labels = ["sport", "health", "politics"];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ClassifyAsync_DenseHead_GivesLogProbabilitiesOfItsOutputs()
    {
        var random = new CounterRandom(3, "head");
        var dense = new DenseLayer(32, 3, [.. Enumerable.Range(0, 96).Select(_ => (float)random.NextGaussian())], [0.1f, 0, -0.1f]);
        ModelFolder folder = TinyModel.Write(_folder.File("model"), new SentenceSettings { Steps = [new SentenceStep(dense)] }, Labels);
        using var classifier = new TorchTextClassifier(folder, new TinyModel.CharacterTokenizer());
        using var embedder = new TorchTextEmbedder(folder, new TinyModel.CharacterTokenizer());
        Assert.Equal(Labels, classifier.Labels);
        string[] texts = ["one", "another text", "three"];
        IReadOnlyList<TextClassification> results = await classifier.ClassifyAsync(texts);
        IReadOnlyList<TextEmbedding> logits = await embedder.EmbedAsync(texts);
        for (int i = 0; i < texts.Length; i++)
        {
            Assert.Equal(1, results[i].LogProbabilities.Sum(Math.Exp), 1e-12);
            for (int k = 1; k < 3; k++)
                Assert.Equal(logits[i].Vector[k] - logits[i].Vector[0], results[i].LogProbabilities[k] - results[i].LogProbabilities[0], 1e-6);
        }
    }

    [SkippableFact]
    public async Task ClassifyAsync_GoldenClassifier_EqualsItsLogits()
    {
        (ModelFolder folder, SafetensorsFile expected) = GoldenModels.Open("bert-classifier");
        using (expected)
        {
            long[] ids = expected.ReadInt64s("input_ids"), mask = expected.ReadInt64s("attention_mask");
            float[] logits = expected.ReadSingles("logits");
            using var classifier = new TorchTextClassifier(folder, new FixedTokenizer(ids, mask, 17));
            IReadOnlyList<TextClassification> results = await classifier.ClassifyAsync(["0", "1", "2", "3"]);
            for (int row = 0; row < 4; row++)
            {
                double[] expectedRow = TorchTextClassifier.LogSoftmax(logits.AsSpan(row * 5, 5));
                Assert.All(expectedRow.Zip(results[row].LogProbabilities), pair => Assert.Equal(pair.First, pair.Second, 2e-5));
            }
        }
    }

    [Fact]
    public void Create_NoHead_IsRefused()
    {
        ModelFolder folder = TinyModel.Write(_folder.File("model"));
        var failure = Assert.Throws<ModelFormatException>(() => new TorchTextClassifier(folder, new TinyModel.CharacterTokenizer()));
        Assert.StartsWith($"{folder.Path}: the model has no classifier", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_LabelsOfAnotherHead_IsRefused()
    {
        var dense = new DenseLayer(32, 2, new float[64], null);
        ModelFolder folder = TinyModel.Write(_folder.File("model"), new SentenceSettings { Steps = [new SentenceStep(dense)] }, Labels);
        var failure = Assert.Throws<ModelFormatException>(() => new TorchTextClassifier(folder, new TinyModel.CharacterTokenizer()));
        Assert.Equal($"{folder.Path}: the classifier has 2 outputs and id2label 3 labels; they do not belong together.", failure.Message);
    }

    private sealed class FixedTokenizer(long[] ids, long[] mask, int length) : ITextTokenizer
    {
        public int VocabularySize => 173;

        public SpecialTokens SpecialTokens { get; } = new();

        public TokenEncoding Encode(string text, bool addSpecialTokens = true)
        {
            if (text.Length == 0)
                return new TokenEncoding([], [], []);
            int row = int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
            int[] kept = [.. Enumerable.Range(row * length, length).Where(i => mask[i] == 1).Select(i => (int)ids[i])];
            return new TokenEncoding(kept, [.. kept.Select(id => $"{id}")], new TokenRange[kept.Length]);
        }

        public string Decode(IReadOnlyList<int> ids, bool skipSpecialTokens = true) => throw new NotSupportedException();

        public int? TokenToId(string token) => throw new NotSupportedException();

        public string? IdToToken(int id) => throw new NotSupportedException();
    }
}
