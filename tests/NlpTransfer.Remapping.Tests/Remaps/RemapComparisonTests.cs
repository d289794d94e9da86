using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

public sealed class RemapComparisonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Task<IReadOnlyList<RemapComparisonRow<float[][]>>> Compare(params string[] initializers) => Compare(Embed, initializers);

    private Task<IReadOnlyList<RemapComparisonRow<T>>> Compare<T>(Func<string, ModelFolder, Task<T>> measure, params string[] initializers)
    {
        ModelFolder model = Directory.Exists(_folder["old"]) ? ModelFolder.Open(_folder["old"]) : Toy.Model(_folder["old"], Toy.Unigram("▁", "a", "b", "k", "n", "o", "u", "▁ok", "▁ba"), type: TensorType.Float32);
        File.WriteAllLines(_folder["text.txt"], Enumerable.Repeat("okun baba okun", 6));
        var sources = new RemapSources { Texts = [new TrimText(_folder["text.txt"])] };
        return RemapComparison.RunAsync(model, null, sources, initializers, measure);
    }

    [Fact]
    public async Task RunAsync_Initialisers_AreMeasuredOneAfterTheOther()
    {
        IReadOnlyList<RemapComparisonRow<float[][]>> rows = await Compare("mean", "random");
        Assert.Equal(["mean", "random"], rows.Select(row => row.Initializer));
        float[][] old = await Embed("", ModelFolder.Open(_folder["old"]));
        // "baba" is read as before, so its vector is the same.
        Assert.All(rows, row => Assert.Equal(old[1], row.Measure[1]));
        Assert.NotEqual(old[0], rows[0].Measure[0]);
        Assert.NotEqual(rows[0].Measure[0], rows[1].Measure[0]);
        Assert.Equal(1, rows[1].Report.Methods.Single(method => method.Method == "random").Tokens);
    }

    [Fact]
    public async Task RunAsync_Sources_AreReadOnceForAll()
    {
        var there = new List<bool>();
        IReadOnlyList<RemapComparisonRow<string>> rows = await Compare(
            (name, folder) =>
            {
                there.Add(File.Exists(_folder["text.txt"]));
                File.Delete(_folder["text.txt"]);
                return Task.FromResult(folder.Path);
            },
            "auto", "focus", "mean");
        Assert.Equal([true, false, false], there);
        Assert.All(rows, row => Assert.Equal(5 / 3.0, row.Report.FertilityAfter, 1e-9));
        Assert.All(rows, row => Assert.False(Directory.Exists(row.Measure)));
    }

    [Fact]
    public async Task RunAsync_SeveralRecipes_ExpressTokensAsEachAloneDoes()
    {
        Task<float[]> Rows(string name, ModelFolder model) => Task.FromResult(MeanEmbedder.Rows(model));
        IReadOnlyList<RemapComparisonRow<float[]>> together = await Compare(Rows, "auto", "focus", "random");
        foreach (RemapComparisonRow<float[]> row in together)
        {
            RemapComparisonRow<float[]> alone = Assert.Single(await Compare(Rows, row.Initializer));
            Assert.Equal(alone.Measure, row.Measure);
            Assert.Equal(alone.Report.Notes, row.Report.Notes);
        }
    }

    [Fact]
    public async Task RunAsync_LacksWhatOneNeeds_IsRefusedBeforeAnythingIsMeasured()
    {
        bool measured = false;
        var exception = await Assert.ThrowsAsync<UsageException>(() => Compare(
            (_, _) =>
            {
                measured = true;
                return Task.FromResult(0);
            },
            "mean", "alignment"));
        Assert.Contains("'alignment' needs an alignment", exception.Message, StringComparison.Ordinal);
        Assert.False(measured);
    }

    [Theory]
    [InlineData(new[] { "mean", "mean" }, "The initialiser 'mean' stands there twice; name each once.")]
    [InlineData(new string[0], "A comparison needs at least one initialiser.")]
    public async Task RunAsync_TwiceOrNone_IsRefused(string[] initializers, string message)
    {
        var exception = await Assert.ThrowsAsync<UsageException>(() => Compare(initializers));
        Assert.Equal(message, exception.Message);
    }

    private static Task<float[][]> Embed(string name, ModelFolder model) => Task.FromResult(new MeanEmbedder(model).Embed("okun baba", "baba"));

    /// <summary>The mean of the input embeddings.</summary>
    private sealed class MeanEmbedder(ModelFolder model)
    {
        private readonly TextTokenizer _tokenizer = TextTokenizer.Load(model.Path);
        private readonly float[] _rows = Rows(model);

        public float[][] Embed(params string[] texts) => [.. texts.Select(text => Mean(_tokenizer.Encode(text, addSpecialTokens: false).Ids))];

        public static float[] Rows(ModelFolder model)
        {
            using ITensorSource weights = model.OpenWeights();
            return weights.ReadSingles("bert.embeddings.word_embeddings.weight");
        }

        private float[] Mean(int[] ids) => [.. Enumerable.Range(0, Toy.Width).Select(column => ids.Average(id => _rows[(id * Toy.Width) + column] * (((id + column) % 3) - 1)))];
    }
}
