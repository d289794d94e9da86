namespace NlpTransfer;

/// <summary>What tells the families apart that share BART's names.</summary>
internal sealed record BartDefaults
{
    public required PositionKind Positions { get; init; }

    public required bool NormFirst { get; init; }

    /// <summary>Where config.json says nothing of scale_embedding.</summary>
    public required bool ScalesEmbeddings { get; init; }

    /// <summary>Whether the logits have a bias, <c>final_logits_bias</c>.</summary>
    public required bool HasOutputBias { get; init; }

    /// <summary>Where config.json says no attention_dropout.</summary>
    public double AttentionDropout { get; init; }

    /// <summary>Where config.json says no encoder_layerdrop or decoder_layerdrop.</summary>
    public double LayerDropout { get; init; }

    /// <summary>Where config.json says no pad_token_id.</summary>
    public required int PaddingId { get; init; }

    /// <summary>Where config.json says no eos_token_id.</summary>
    public required int EndId { get; init; }

    /// <summary>Where config.json says no decoder_start_token_id; null for the padding id.</summary>
    public int? StartId { get; init; }
}
