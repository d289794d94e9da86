namespace NlpTransfer.Benchmarks;

/// <summary>The size of multilingual-e5-small, with a small vocabulary: its embeddings are frozen and looked up, which costs next to nothing.</summary>
internal static class EncoderShape
{
    internal static EncoderConfig Config { get; } = new()
    {
        VocabularySize = 2_000,
        HiddenSize = 384,
        Layers = 12,
        Heads = 12,
        IntermediateSize = 1536,
        MaxPositions = 512,
        TypeVocabularySize = 2,
    };

    /// <summary>Multiplications and additions of one forward pass over the layers, attention included.</summary>
    internal static double ForwardOperations(int batch, int length)
    {
        double products = 2.0 * Config.HiddenSize * ((4.0 * Config.HiddenSize) + (2.0 * Config.IntermediateSize));
        double attention = 4.0 * length * Config.HiddenSize;
        return Config.Layers * (double)batch * length * (products + attention);
    }

    /// <summary>Of a training step with frozen embeddings: forward, gradients of weights and of activations, but for the lowest layer's input, which nothing wants.</summary>
    internal static double TrainingOperations(int batch, int length) =>
        (3 * ForwardOperations(batch, length)) - (2.0 * batch * length * 3 * Config.HiddenSize * Config.HiddenSize);
}
