namespace NlpTransfer;

/// <summary>What a translation model calls its tensors.</summary>
/// <param name="Encoder">The side that reads.</param>
/// <param name="Decoder">The side that writes.</param>
/// <param name="OutputMatrix">Output embeddings where they are not tied, without <c>.weight</c>.</param>
internal sealed record TranslationTensorNames(StackTensorNames Encoder, StackTensorNames Decoder, string OutputMatrix)
{
    /// <summary>Full name of the output bias; null where there is none.</summary>
    public string? OutputBias { get; init; }

    /// <summary>The product before the logits; null where there is none.</summary>
    public string? HeadDense { get; init; }

    /// <summary>The layer norm after it.</summary>
    public string? HeadNorm { get; init; }

    /// <summary>A product on the encoder's first state that is kept but not used; null where the family has none.</summary>
    public string? Pooler { get; init; }

    /// <summary>Full names of copies of tensors that are used, saved under a second name by some versions of the reference library.</summary>
    public IReadOnlyList<string> Copies { get; init; } = [];
}
