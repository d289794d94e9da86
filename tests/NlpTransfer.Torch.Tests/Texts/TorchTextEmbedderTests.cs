namespace NlpTransfer.Torch.Tests.Texts;

public sealed class TorchTextEmbedderTests : IDisposable
{
    private static readonly string[] Some = ["a", "a longer text", "mid text", "0123456789012345678901234567890123456789", "", "a"];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EmbedAsync_TextsOfAllLengths_KeepsOrderAndCountsCutTokens()
    {
        using TorchTextEmbedder embedder = Embedder();
        IReadOnlyList<TextEmbedding> vectors = await embedder.EmbedAsync(Some);
        Assert.Equal([0, 0, 0, 18, 0, 0], vectors.Select(vector => vector.CutTokens));
        Assert.Equal(vectors[0].Vector, vectors[5].Vector);
        Assert.All(vectors, vector => Assert.Equal(embedder.Dimension, vector.Vector.Length));
        Assert.Empty(await embedder.EmbedAsync([]));
    }

    [Fact]
    public async Task EmbedAsync_OtherBatches_GivesTheSameVectorsWithinRounding()
    {
        using TorchTextEmbedder embedder = Embedder();
        IReadOnlyList<TextEmbedding> together = await embedder.EmbedAsync(Some);
        for (int i = 0; i < Some.Length; i++)
        {
            IReadOnlyList<TextEmbedding> alone = await embedder.EmbedAsync([Some[i]]);
            Assert.InRange(Differences.Largest(alone[0].Vector, together[i].Vector), 0, 1e-6);
        }
    }

    [Fact]
    public async Task EmbedAsync_SameTextsAgain_GivesTheSameBytes()
    {
        using TorchTextEmbedder first = Embedder(), second = Embedder();
        Assert.Equal(
            (await first.EmbedAsync(Some)).SelectMany(vector => vector.Vector), (await second.EmbedAsync(Some)).SelectMany(vector => vector.Vector));
    }

    [Fact]
    public async Task EmbedAsync_FolderWithSteps_ScalesAndProjects()
    {
        float[] weight = new float[2 * 32];
        weight[0] = 1;
        weight[32 + 1] = 2;
        var sentence = new SentenceSettings { Steps = [SentenceStep.Normalize, new SentenceStep(new DenseLayer(32, 2, weight, [0.5f, 0]))] };
        ModelFolder plain = TinyModel.Write(_folder.File("plain")), stepped = TinyModel.Write(_folder.File("steps"), sentence);
        using var raw = new TorchTextEmbedder(plain, new TinyModel.CharacterTokenizer());
        using var projected = new TorchTextEmbedder(stepped, new TinyModel.CharacterTokenizer());
        Assert.Equal((32, 2), (raw.Dimension, projected.Dimension));
        float[] vector = (await raw.EmbedAsync(["text"]))[0].Vector, result = (await projected.EmbedAsync(["text"]))[0].Vector;
        double norm = Math.Sqrt(vector.Sum(value => (double)value * value));
        Assert.Equal((vector[0] / norm) + 0.5, result[0], 1e-6);
        Assert.Equal(2 * vector[1] / norm, result[1], 1e-6);
    }

    [Theory]
    [InlineData(PoolingMode.Mean)]
    [InlineData(PoolingMode.FirstToken)]
    [InlineData(PoolingMode.Max)]
    public async Task EmbedAsync_EveryPooling_IgnoresPadding(PoolingMode pooling)
    {
        using var embedder = new TorchTextEmbedder(TinyModel.Write(_folder.File("model"), new SentenceSettings { Pooling = pooling }), new TinyModel.CharacterTokenizer());
        float[] alone = (await embedder.EmbedAsync(["ab"]))[0].Vector, padded = (await embedder.EmbedAsync(["ab", "a much longer text"]))[0].Vector;
        Assert.InRange(Differences.Largest(padded, alone), 0, 1e-6);
    }

    [Fact]
    public async Task EmbedAsync_DefaultPrompt_StandsBeforeTheText()
    {
        var prompts = new SortedDictionary<string, string> { ["query"] = "q: " };
        ModelFolder plain = TinyModel.Write(_folder.File("plain"));
        ModelFolder prompted = TinyModel.Write(_folder.File("prompt"), new SentenceSettings { Prompts = prompts, DefaultPromptName = "query" });
        using var without = new TorchTextEmbedder(plain, new TinyModel.CharacterTokenizer());
        using var with = new TorchTextEmbedder(prompted, new TinyModel.CharacterTokenizer());
        Assert.Equal((await without.EmbedAsync(["q: x"]))[0].Vector, (await with.EmbedAsync(["x"]))[0].Vector);
    }

    [Fact]
    public async Task EmbedAsync_Cancelled_StopsAndTellsProgress()
    {
        using var source = new CancellationTokenSource();
        var reports = new List<WorkProgress>();
        var progress = new Reporter(report =>
        {
            reports.Add(report);
            source.Cancel();
        });
        using TorchTextEmbedder embedder = Embedder(progress, batchTokens: 16);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => embedder.EmbedAsync(Some, source.Token));
        Assert.Equal([new WorkProgress("embedding", 1, Some.Length)], reports);
    }

    [Fact]
    public async Task EmbedAsync_HalfPrecisionFolder_EqualsSinglePrecisionWithinItsRounding()
    {
        using var single = new TorchTextEmbedder(TinyModel.Write(_folder.File("single")), new TinyModel.CharacterTokenizer());
        using var half = new TorchTextEmbedder(TinyModel.Write(_folder.File("half"), type: TensorType.Float16), new TinyModel.CharacterTokenizer());
        float[] rounded = (await half.EmbedAsync(["text"]))[0].Vector, exact = (await single.EmbedAsync(["text"]))[0].Vector;
        Assert.InRange(Differences.Largest(rounded, exact), 1e-7, 1e-2);
    }

    private static TorchTextEmbedder Embedder(IProgress<WorkProgress>? progress = null, int batchTokens = 64)
    {
        using var folder = new TemporaryFolder();
        ModelFolder model = TinyModel.Write(folder.File("model"));
        return new TorchTextEmbedder(TorchEncoder.Load(model), new EncoderInput(model, new TinyModel.CharacterTokenizer()), PoolingMode.Mean, batchTokens, progress);
    }

    private sealed class Reporter(Action<WorkProgress> report) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => report(value);
    }
}
