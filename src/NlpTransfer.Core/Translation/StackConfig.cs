namespace NlpTransfer;

/// <summary>The sizes of one side of a translation model: its encoder, or its decoder. Checked when a folder is opened.</summary>
public sealed record StackConfig
{
    /// <summary>Number of token ids of this side.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Width of hidden states.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Number of layers.</summary>
    public required int Layers { get; init; }

    /// <summary>Number of attention heads; divides the width.</summary>
    public required int Heads { get; init; }

    /// <summary>Width of the feed-forward layer.</summary>
    public required int IntermediateSize { get; init; }

    /// <summary>Rows of the position matrix; where positions are computed, the longest sequence.</summary>
    public required int MaxPositions { get; init; }

    /// <summary>How places are told.</summary>
    public PositionKind Positions { get; init; }

    /// <summary>The position of the first token: 0, or one after the padding id in families whose positions begin there.</summary>
    public int FirstPosition { get; init; }

    /// <summary>Number of segment types; 0 where there are none. Every token is of the first.</summary>
    public int TypeVocabularySize { get; init; }

    /// <summary>Whether a layer norm stands before each part of a layer and after the last layer (pre-norm) instead of after each residual sum.</summary>
    public bool NormFirst { get; init; }

    /// <summary>Whether the summed embeddings are normalised.</summary>
    public bool NormalizesEmbeddings { get; init; }

    /// <summary>Whether token embeddings are multiplied by the square root of the width.</summary>
    public bool ScalesEmbeddings { get; init; }

    /// <summary>The epsilon of every layer norm.</summary>
    public double LayerNormEpsilon { get; init; } = 1e-5;

    /// <summary>The activation between the two products of the feed-forward layer.</summary>
    public Activation Activation { get; init; }

    /// <summary>Share of hidden values dropped in training, 0 to below 1.</summary>
    public double HiddenDropout { get; init; }

    /// <summary>Share of attention weights dropped in training, 0 to below 1.</summary>
    public double AttentionDropout { get; init; }

    /// <summary>Share of values dropped in training between the two products of the feed-forward layer, 0 to below 1.</summary>
    public double ActivationDropout { get; init; }

    /// <summary>How likely a whole layer is passed over in a step of training (Fan et al. 2019), 0 to below 1.</summary>
    public double LayerDropout { get; init; }

    /// <summary>Standard deviation of freshly drawn weights.</summary>
    public double InitializerRange { get; init; } = 0.02;

    /// <summary>The id that fills a batch.</summary>
    public int PaddingId { get; init; }

    /// <summary>The longest sequence in tokens, special ones included.</summary>
    public int MaxTokens => Positions == PositionKind.Learned ? MaxPositions - FirstPosition : MaxPositions;
}
