namespace NlpTransfer;

/// <summary>
/// What a family calls its tensors, without <c>.weight</c> and <c>.bias</c>; <c>{i}</c> stands for the number of the layer. Names of the encoder's body carry the
/// family's prefix in files with a head and often none in files without; names of heads never do. Null where the family has no such tensor.
/// </summary>
public sealed record EncoderTensorNames
{
    /// <summary>The prefix of the body, such as <c>bert.</c>.</summary>
    public required string Prefix { get; init; }

    /// <summary>Token embeddings, <c>[vocabulary, hidden]</c>.</summary>
    public required string WordEmbeddings { get; init; }

    /// <summary>Position embeddings, <c>[positions, hidden]</c>.</summary>
    public required string PositionEmbeddings { get; init; }

    /// <summary>Segment embeddings, <c>[types, hidden]</c>.</summary>
    public string? TypeEmbeddings { get; init; }

    /// <summary>The layer norm of the summed embeddings.</summary>
    public required string EmbeddingNorm { get; init; }

    /// <summary>Queries, <c>[hidden, hidden]</c>.</summary>
    public required string Query { get; init; }

    /// <summary>Keys, <c>[hidden, hidden]</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Values, <c>[hidden, hidden]</c>.</summary>
    public required string Value { get; init; }

    /// <summary>The product after attention, <c>[hidden, hidden]</c>.</summary>
    public required string AttentionOutput { get; init; }

    /// <summary>The layer norm after attention.</summary>
    public required string AttentionNorm { get; init; }

    /// <summary>Queries of a decoder's attention to the source, <c>[hidden, hidden]</c>; null, as the four below, where the family makes no decoders.</summary>
    public string? CrossQuery { get; init; }

    /// <summary>Keys of the attention to the source, <c>[hidden, hidden]</c>.</summary>
    public string? CrossKey { get; init; }

    /// <summary>Values of the attention to the source, <c>[hidden, hidden]</c>.</summary>
    public string? CrossValue { get; init; }

    /// <summary>The product after the attention to the source, <c>[hidden, hidden]</c>.</summary>
    public string? CrossOutput { get; init; }

    /// <summary>The layer norm after the attention to the source.</summary>
    public string? CrossNorm { get; init; }

    /// <summary>The first product of the feed-forward layer, <c>[intermediate, hidden]</c>.</summary>
    public required string Intermediate { get; init; }

    /// <summary>The second product of the feed-forward layer, <c>[hidden, intermediate]</c>.</summary>
    public required string Output { get; init; }

    /// <summary>The layer norm after the feed-forward layer.</summary>
    public required string OutputNorm { get; init; }

    /// <summary>The product on the first token's state, part of the body, <c>[hidden, hidden]</c>.</summary>
    public string? Pooler { get; init; }

    /// <summary>A product before the classifier, <c>[hidden, hidden]</c>, where the head has one of its own.</summary>
    public string? ClassifierDense { get; init; }

    /// <summary>The classifier, <c>[labels, hidden]</c>.</summary>
    public required string Classifier { get; init; }

    /// <summary>The product before the masked language model's logits, <c>[hidden, hidden]</c>.</summary>
    public required string MaskedDense { get; init; }

    /// <summary>The layer norm after it.</summary>
    public required string MaskedNorm { get; init; }

    /// <summary>The output embeddings, <c>[vocabulary, hidden]</c>; absent where they are tied to the input's.</summary>
    public required string MaskedDecoder { get; init; }

    /// <summary>The full name of the output bias, <c>[vocabulary]</c>.</summary>
    public required string MaskedBias { get; init; }
}
