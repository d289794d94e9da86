namespace NlpTransfer;

/// <summary>
/// What a family calls the tensors of one side of a translation model, prefix included, without <c>.weight</c> and <c>.bias</c>; <c>{i}</c> stands for the number of
/// the layer. Null where that side has no such tensor.
/// </summary>
internal sealed record StackTensorNames
{
    /// <summary>Token embeddings, <c>[vocabulary, hidden]</c>, where the side has its own.</summary>
    public required string WordEmbeddings { get; init; }

    /// <summary>Learnt position embeddings, <c>[positions, hidden]</c>.</summary>
    public string? PositionEmbeddings { get; init; }

    /// <summary>Segment embeddings, <c>[types, hidden]</c>.</summary>
    public string? TypeEmbeddings { get; init; }

    /// <summary>The layer norm of the summed embeddings.</summary>
    public string? EmbeddingNorm { get; init; }

    /// <summary>Queries, <c>[hidden, hidden]</c>.</summary>
    public required string Query { get; init; }

    /// <summary>Keys, <c>[hidden, hidden]</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Values, <c>[hidden, hidden]</c>.</summary>
    public required string Value { get; init; }

    /// <summary>The product after attention, <c>[hidden, hidden]</c>.</summary>
    public required string AttentionOutput { get; init; }

    /// <summary>The layer norm of attention.</summary>
    public required string AttentionNorm { get; init; }

    /// <summary>Queries of the attention to the source, <c>[hidden, hidden]</c>; of a decoder alone, as the four below.</summary>
    public string? CrossQuery { get; init; }

    /// <summary>Keys of the attention to the source, <c>[hidden, source hidden]</c>.</summary>
    public string? CrossKey { get; init; }

    /// <summary>Values of the attention to the source, <c>[hidden, source hidden]</c>.</summary>
    public string? CrossValue { get; init; }

    /// <summary>The product after the attention to the source, <c>[hidden, hidden]</c>.</summary>
    public string? CrossOutput { get; init; }

    /// <summary>The layer norm of the attention to the source.</summary>
    public string? CrossNorm { get; init; }

    /// <summary>The first product of the feed-forward layer, <c>[intermediate, hidden]</c>.</summary>
    public required string Intermediate { get; init; }

    /// <summary>The second product of the feed-forward layer, <c>[hidden, intermediate]</c>.</summary>
    public required string Output { get; init; }

    /// <summary>The layer norm of the feed-forward layer.</summary>
    public required string OutputNorm { get; init; }

    /// <summary>The layer norm after the last layer.</summary>
    public string? FinalNorm { get; init; }
}
