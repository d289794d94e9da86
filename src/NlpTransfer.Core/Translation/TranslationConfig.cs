namespace NlpTransfer;

/// <summary>What config.json says of a translation model, in the project's names whatever the family calls them.</summary>
public sealed record TranslationConfig
{
    /// <summary>The side that reads the source.</summary>
    public required StackConfig Encoder { get; init; }

    /// <summary>The side that writes the target.</summary>
    public required StackConfig Decoder { get; init; }

    /// <summary>Whether both sides look tokens up in one matrix.</summary>
    public bool SharesEmbeddings { get; init; }

    /// <summary>Whether the output embeddings are the decoder's input embeddings.</summary>
    public bool TiesOutput { get; init; } = true;

    /// <summary>Whether a product, an activation and a layer norm stand before the output embeddings (BERT's head) instead of nothing.</summary>
    public bool TransformsOutput { get; init; }

    /// <summary>The activation of that head.</summary>
    public Activation HeadActivation { get; init; }

    /// <summary>The shape of the output bias; empty where there is none.</summary>
    public IReadOnlyList<long> OutputBiasShape { get; init; } = [];

    /// <summary>Whether padding in the target is hidden from attention when logits are computed for given targets, as the reference library does in some families.</summary>
    public bool MasksTargetPadding { get; init; }

    /// <summary>The id that every target begins with before anything is generated.</summary>
    public required int StartId { get; init; }

    /// <summary>The id that ends a target.</summary>
    public required int EndId { get; init; }

    /// <summary>The id that fills a batch.</summary>
    public required int PaddingId { get; init; }

    /// <summary>The first of <c>architectures</c>, or null.</summary>
    public string? Architecture { get; init; }
}
