using System.Text.Json;

namespace NlpTransfer;

/// <summary>Reads the config.json of Marian and M2M-100, whose keys are BART's.</summary>
internal static class BartConfigReader
{
    // No model comes near; the bounds keep products of sizes within 63 bits.
    private const int Large = 1 << 24;

    /// <summary>Reads and checks everything.</summary>
    /// <param name="config">The file.</param>
    /// <param name="defaults">What the family has that no key says, and defaults of keys that may be missing.</param>
    /// <exception cref="ModelFormatException">Lists all that is wrong.</exception>
    public static TranslationConfig Read(JsonSection config, BartDefaults defaults)
    {
        int vocabulary = config.Integer("vocab_size", 1, Large);
        int targets = config.Integer("decoder_vocab_size", 1, Large, fallback: vocabulary);
        int padding = config.Integer("pad_token_id", 0, Large, fallback: defaults.PaddingId);
        StackConfig encoder = ReadSide(config, "encoder", vocabulary, padding, defaults);
        bool shares = config.Boolean("share_encoder_decoder_embeddings", fallback: true);
        var read = new TranslationConfig
        {
            Encoder = encoder,
            Decoder = ReadSide(config, "decoder", targets, padding, defaults),
            SharesEmbeddings = shares,
            TiesOutput = config.Boolean("tie_word_embeddings", fallback: true),
            OutputBiasShape = defaults.HasOutputBias ? [1, targets] : [],
            StartId = config.Integer("decoder_start_token_id", 0, Large, fallback: defaults.StartId ?? padding),
            EndId = EndOf(config, defaults.EndId),
            PaddingId = padding,
            Architecture = EncoderConfigReader.Architecture(config),
        };
        // Only whole values can be compared: what is missing would lead to more faults that are none.
        if (!config.IsFaulty)
            Compare(config, read);
        config.ThrowIfFaulty();
        return read;
    }

    private static StackConfig ReadSide(JsonSection config, string side, int vocabulary, int padding, BartDefaults defaults)
    {
        if (config.Boolean("normalize_before", defaults.NormFirst) != defaults.NormFirst)
            config.Fault($"normalize_before is {(defaults.NormFirst ? "false" : "true")}, which this family does not have");
        return new StackConfig
        {
            VocabularySize = vocabulary,
            HiddenSize = config.Integer("d_model", 1, 1 << 16),
            Layers = config.Integer(side + "_layers", 1, 1 << 10),
            Heads = config.Integer(side + "_attention_heads", 1, 1 << 12),
            IntermediateSize = config.Integer(side + "_ffn_dim", 1, 1 << 20),
            MaxPositions = config.Integer("max_position_embeddings", 2, Large, fallback: 1024),
            Positions = defaults.Positions,
            FirstPosition = defaults.Positions == PositionKind.SinusoidalAfterPadding ? padding + 1 : 0,
            NormFirst = defaults.NormFirst,
            ScalesEmbeddings = config.Boolean("scale_embedding", defaults.ScalesEmbeddings),
            Activation = EncoderConfigReader.ReadActivation(config, "activation_function"),
            HiddenDropout = config.Number("dropout", 0, 1, fallback: 0.1),
            AttentionDropout = config.Number("attention_dropout", 0, 1, defaults.AttentionDropout),
            ActivationDropout = config.Number("activation_dropout", 0, 1, fallback: 0),
            LayerDropout = config.Number(side + "_layerdrop", 0, 1, defaults.LayerDropout),
            InitializerRange = config.Number("init_std", 0, 100, fallback: 0.02),
            PaddingId = padding,
        };
    }

    // Newer configs may list several ends; the first is the one that training teaches.
    private static int EndOf(JsonSection config, int fallback) =>
        config.Find("eos_token_id") is { ValueKind: JsonValueKind.Array } several && several.GetArrayLength() > 0 && several[0].TryGetInt32(out int first)
            ? first : config.Integer("eos_token_id", 0, Large, fallback);

    private static void Compare(JsonSection config, TranslationConfig read)
    {
        foreach ((string side, StackConfig stack) in (ReadOnlySpan<(string, StackConfig)>)[("encoder", read.Encoder), ("decoder", read.Decoder)])
        {
            if (stack.HiddenSize % stack.Heads != 0)
                config.Fault($"d_model is {stack.HiddenSize}, which {side}_attention_heads = {stack.Heads} does not divide");
            if (stack.HiddenSize % 2 != 0)
                config.Fault($"d_model is {stack.HiddenSize}, and sinusoidal positions need an even width");
        }

        foreach ((string key, int id) in (ReadOnlySpan<(string, int)>)[("decoder_start_token_id", read.StartId), ("eos_token_id", read.EndId), ("pad_token_id", read.PaddingId)])
        {
            if (id < 0 || id >= read.Decoder.VocabularySize)
                config.Fault($"{key} is {id} and the target side has {read.Decoder.VocabularySize} ids");
        }

        if (read.SharesEmbeddings && read.Encoder.VocabularySize != read.Decoder.VocabularySize)
            config.Fault($"share_encoder_decoder_embeddings is true, but vocab_size is {read.Encoder.VocabularySize} and decoder_vocab_size {read.Decoder.VocabularySize}");
    }
}
