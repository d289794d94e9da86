using NlpTransfer.Torch;

namespace NlpTransfer.Benchmarks;

/// <summary>Weights and tokens that are the same in every run.</summary>
internal static class Randoms
{
    internal static void Fill(Span<float> values, string purpose)
    {
        var random = new CounterRandom(1, purpose);
        foreach (ref float value in values)
            value = (random.NextSingle() - 0.5f) * 0.07f;
    }

    /// <summary>A batch in which each second row is some tokens shorter, so that there is a padding mask.</summary>
    internal static TokenBatch Tokens(int batch, int length)
    {
        var random = new CounterRandom(1, "tokens");
        return TokenBatch.Create(
            [.. Enumerable.Range(0, batch).Select(row => Enumerable.Range(0, row % 2 == 0 ? length : length - 4).Select(_ => random.NextInt32(EncoderShape.Config.VocabularySize)).ToArray())], 0);
    }
}
