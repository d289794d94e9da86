using NlpTransfer.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Benchmarks;

/// <summary>A translation model of 6 + 6 layers of 512 and 32,000 shared pieces with random weights, as Marian has them, and 30 tokens a sentence to translate.</summary>
internal sealed class GenerationBench : IDisposable
{
    private const int Width = 512;
    private const int Vocabulary = 32_000;
    private const int SourceLength = 30;
    private const int Padding = 0;
    private const int End = 1;

    private static readonly StackConfig Side = new()
    {
        VocabularySize = Vocabulary,
        HiddenSize = Width,
        Layers = 6,
        Heads = 8,
        IntermediateSize = 4 * Width,
        MaxPositions = 512,
        Positions = PositionKind.SinusoidalByPlace,
        ScalesEmbeddings = true,
        Activation = Activation.Silu,
        PaddingId = Padding,
    };

    private static readonly GenerationConfig Ids = new() { StartId = Padding, EndIds = [End], PaddingId = Padding };

    private readonly TorchTranslationModel _model = new(new TranslationConfig
    {
        Encoder = Side,
        Decoder = Side,
        SharesEmbeddings = true,
        OutputBiasShape = [1, Vocabulary],
        StartId = Padding,
        EndId = End,
        PaddingId = Padding,
    });

    internal GenerationBench()
    {
        foreach (NamedWeight weight in _model.NamedWeights.Where(weight => weight.Value.dim() > 1 && weight.Value.shape[0] > 1))
            Randoms.Fill(TensorMemory.Of(weight.Value), weight.Name);
    }

    /// <summary>Translates, the encoder's work included; every sentence gets the same number of tokens.</summary>
    /// <param name="sentences">How many sentences.</param>
    /// <param name="length">Tokens of each output.</param>
    /// <param name="beams">Sequences side by side.</param>
    /// <param name="useCache">Whether keys and values are kept.</param>
    /// <returns>Output tokens a second.</returns>
    internal double TokensPerSecond(int sentences, int length, int beams, bool useCache = true)
    {
        var random = new CounterRandom(1, "sources");
        int[][] sources = [.. Enumerable.Range(0, sentences).Select(_ => Enumerable.Range(0, SourceLength).Select(_ => 2 + random.NextInt32(Vocabulary - 2)).ToArray())];
        var options = new GenerationOptions { Beams = beams, MaxNewTokens = length, MinNewTokens = length - 1 };
        var clock = WorkClock.Start();
        using TokenBatch batch = TokenBatch.Create(sources, Padding);
        using TorchSequenceDecoder decoder = _model.Begin(batch, useCache);
        int tokens = SequenceGenerator.Generate(decoder, Ids, options).Sum(made => made[0].Tokens.Length);
        double seconds = clock.Seconds;
        return tokens == sentences * length ? tokens / seconds : throw new InvalidOperationException($"{tokens} tokens were made where {sentences * length} were wanted");
    }

    /// <summary>The rate of libtorch's product of two 1024 x 1024 matrices of singles at this moment, in 10^9 operations a second.</summary>
    internal static double Unit()
    {
        const int Products = 16;
        using var _ = inference_mode();
        using DisposeScope scope = NewDisposeScope();
        Tensor left = ones(1024, 1024), right = ones(1024, 1024);
        left.matmul(right).Dispose();
        var clock = WorkClock.Start();
        for (int i = 0; i < Products; i++)
            left.matmul(right).Dispose();
        return Products * 2.0 * 1024 * 1024 * 1024 / clock.Seconds / 1e9;
    }

    public void Dispose() => _model.Dispose();
}
