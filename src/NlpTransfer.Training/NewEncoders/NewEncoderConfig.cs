using System.Text.Json.Nodes;

namespace NlpTransfer.Training;

/// <summary>The config.json of a new encoder, by its family's table.</summary>
internal static class NewEncoderConfig
{
    private const double Dropout = 0.1;

    /// <summary>Writes the config of an encoder with a masked-LM head.</summary>
    /// <param name="family">The family.</param>
    /// <param name="options">Its sizes.</param>
    /// <param name="vocabulary">Number of token ids.</param>
    /// <param name="tokens">Ids by role.</param>
    /// <param name="padding">The id that fills a batch.</param>
    internal static JsonObject Create(EncoderFamily family, NewEncoderOptions options, int vocabulary, SpecialTokens tokens, int padding)
    {
        EncoderConfigKeys keys = family.ConfigKeys;
        var config = new JsonObject
        {
            ["architectures"] = new JsonArray(family.ArchitectureOf(EncoderHead.MaskedLanguageModel)),
            ["model_type"] = family.ModelType,
            [keys.VocabularySize] = vocabulary,
            [keys.HiddenSize] = options.HiddenSize,
            [keys.Layers] = options.Layers,
            [keys.Heads] = options.Heads,
            [keys.IntermediateSize] = options.IntermediateSize ?? (4 * options.HiddenSize),
            [keys.MaxPositions] = options.MaxTokens + (family.PositionsFollowPadding ? padding + 1 : 0),
            [keys.Activation] = "gelu",
            [keys.HiddenDropout] = Dropout,
            [keys.AttentionDropout] = Dropout,
            ["initializer_range"] = InitialWeights.Deviation,
            ["pad_token_id"] = padding,
            ["tie_word_embeddings"] = true,
            ["torch_dtype"] = "float32",
        };
        // As the published models of these families have them: RoBERTa's have one segment and a larger epsilon.
        if (keys.TypeVocabularySize is { } types)
            config[types] = family.PositionsFollowPadding ? 1 : 2;
        if (keys.LayerNormEpsilon is { } epsilon)
            config[epsilon] = family.PositionsFollowPadding ? 1e-5 : 1e-12;
        if (family.PositionsFollowPadding)
            (config["bos_token_id"], config["eos_token_id"]) = (tokens.Begin, tokens.End);
        return config;
    }
}
