using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

public sealed class RemapComparisonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _open;

    public void Dispose() => _folder.Dispose();

    private Task<IReadOnlyList<RemapComparisonRow>> Compare(params string[] initializers)
    {
        ModelFolder model = Toy.Model(_folder["old"], Toy.Unigram("▁", "a", "b", "k", "n", "o", "u", "▁ok", "▁ba"), type: TensorType.Float32);
        File.WriteAllLines(_folder["text.txt"], Enumerable.Repeat("okun baba okun", 6));
        var sources = new RemapSources { Texts = [new TrimText(_folder["text.txt"])] };
        return RemapComparison.RunAsync(model, null, sources, initializers, ["okun baba", "baba"], Open);
    }

    private ITextEmbedder Open(ModelFolder model)
    {
        _open++;
        return new MeanEmbedder(model, () => _open--);
    }

    [Fact]
    public async Task RunAsync_Initialisers_AreComparedWithTheOldModel()
    {
        IReadOnlyList<RemapComparisonRow> rows = await Compare("mean", "random");
        Assert.Equal(["mean", "random"], rows.Select(row => row.Initializer));
        Assert.Equal(0, _open);
        // "baba" is read as before, so its vector is the same.
        Assert.All(rows, row => Assert.Equal(1, row.Cosines[1], 1e-6));
        Assert.All(rows, row => Assert.InRange(row.Cosines[0], -1, 0.999999));
        Assert.NotEqual(rows[0].Cosines[0], rows[1].Cosines[0]);
        Assert.Equal(1, rows[1].Report.Methods.Single(method => method.Method == "random").Tokens);
    }

    [Fact]
    public async Task RunAsync_InitialiserTwice_IsRefused()
    {
        var exception = await Assert.ThrowsAsync<UsageException>(() => Compare("mean", "mean"));
        Assert.Equal("The initialiser 'mean' stands there twice; name each once.", exception.Message);
    }

    [Fact]
    public async Task RunAsync_None_IsRefused()
    {
        var exception = await Assert.ThrowsAsync<UsageException>(() => Compare());
        Assert.Equal("A comparison needs at least one initialiser and one held-out text.", exception.Message);
    }

    /// <summary>The mean of the input embeddings.</summary>
    private sealed class MeanEmbedder(ModelFolder model, Action disposed) : ITextEmbedder, IDisposable
    {
        private readonly TextTokenizer _tokenizer = TextTokenizer.Load(model.Path);
        private readonly float[] _rows = Rows(model);

        public int Dimension => Toy.Width;

        public Task<IReadOnlyList<TextEmbedding>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default) =>
            Task.FromResult<IReadOnlyList<TextEmbedding>>([.. texts.Select(text => new TextEmbedding(Mean(_tokenizer.Encode(text, addSpecialTokens: false).Ids)))]);

        public void Dispose() => disposed();

        private float[] Mean(int[] ids) => [.. Enumerable.Range(0, Dimension).Select(column => ids.Average(id => _rows[(id * Dimension) + column] * (((id + column) % 3) - 1)))];

        private static float[] Rows(ModelFolder model)
        {
            using ITensorSource weights = model.OpenWeights();
            return weights.ReadSingles("bert.embeddings.word_embeddings.weight");
        }
    }
}
