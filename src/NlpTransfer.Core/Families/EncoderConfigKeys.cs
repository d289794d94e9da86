namespace NlpTransfer;

/// <summary>The keys under which a family's config.json keeps sizes and rates; null where the family has no such thing.</summary>
public sealed record EncoderConfigKeys
{
    /// <summary>Key of the number of token ids.</summary>
    public string VocabularySize { get; init; } = "vocab_size";

    /// <summary>Key of the width.</summary>
    public string HiddenSize { get; init; } = "hidden_size";

    /// <summary>Key of the number of layers.</summary>
    public string Layers { get; init; } = "num_hidden_layers";

    /// <summary>Key of the number of attention heads.</summary>
    public string Heads { get; init; } = "num_attention_heads";

    /// <summary>Key of the width of the feed-forward layer.</summary>
    public string IntermediateSize { get; init; } = "intermediate_size";

    /// <summary>Key of the number of rows of the position matrix.</summary>
    public string MaxPositions { get; init; } = "max_position_embeddings";

    /// <summary>Key of the number of segment types.</summary>
    public string? TypeVocabularySize { get; init; } = "type_vocab_size";

    /// <summary>Key of the layer norm's epsilon; a family without it always uses 1e-12.</summary>
    public string? LayerNormEpsilon { get; init; } = "layer_norm_eps";

    /// <summary>Key of the activation.</summary>
    public string Activation { get; init; } = "hidden_act";

    /// <summary>Key of the dropout of hidden states.</summary>
    public string HiddenDropout { get; init; } = "hidden_dropout_prob";

    /// <summary>Key of the dropout of attention.</summary>
    public string AttentionDropout { get; init; } = "attention_probs_dropout_prob";

    /// <summary>Key of the dropout before a classifier; where it is absent or null, <see cref="EncoderFamily.DefaultClassifierDropout"/> counts.</summary>
    public string ClassifierDropout { get; init; } = "classifier_dropout";
}
