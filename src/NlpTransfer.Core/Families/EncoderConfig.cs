namespace NlpTransfer;

/// <summary>What config.json says of an encoder, in the project's names whatever the family calls them. Checked when a folder is opened.</summary>
public sealed record EncoderConfig
{
    /// <summary>Number of token ids.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Width of hidden states.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Number of layers.</summary>
    public required int Layers { get; init; }

    /// <summary>Number of attention heads; divides the width.</summary>
    public required int Heads { get; init; }

    /// <summary>Width of the feed-forward layer.</summary>
    public required int IntermediateSize { get; init; }

    /// <summary>Rows of the position matrix.</summary>
    public required int MaxPositions { get; init; }

    /// <summary>The position of the first token: 0, or one after the padding id in families whose positions begin there.</summary>
    public int FirstPosition { get; init; }

    /// <summary>Number of segment types; 0 where the family has none.</summary>
    public int TypeVocabularySize { get; init; }

    /// <summary>The epsilon of every layer norm.</summary>
    public double LayerNormEpsilon { get; init; } = 1e-12;

    /// <summary>The activation between the two products of the feed-forward layer.</summary>
    public Activation Activation { get; init; }

    /// <summary>Share of hidden values dropped in training, 0 to below 1.</summary>
    public double HiddenDropout { get; init; }

    /// <summary>Whether hidden values are dropped after attention too, not only after the embeddings and the feed-forward layers.</summary>
    public bool DropsAttentionOutput { get; init; } = true;

    /// <summary>Share of attention weights dropped in training, 0 to below 1.</summary>
    public double AttentionDropout { get; init; }

    /// <summary>Share of values dropped before a classifier in training, 0 to below 1.</summary>
    public double ClassifierDropout { get; init; }

    /// <summary>Standard deviation of freshly drawn weights.</summary>
    public double InitializerRange { get; init; } = 0.02;

    /// <summary>The id that fills a batch.</summary>
    public int PaddingId { get; init; }

    /// <summary>Whether a masked language model's output embeddings are the input's.</summary>
    public bool TieWordEmbeddings { get; init; } = true;

    /// <summary>The first of <c>architectures</c>, or null.</summary>
    public string? Architecture { get; init; }

    /// <summary>What stands above the encoder.</summary>
    public EncoderHead Head { get; init; }

    /// <summary>The labels in the order of their logits; null where the config names none.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>The longest input in tokens, special ones included.</summary>
    public int MaxTokens => MaxPositions - FirstPosition;

    /// <summary>Width of an attention head.</summary>
    public int HeadSize => HiddenSize / Heads;
}
