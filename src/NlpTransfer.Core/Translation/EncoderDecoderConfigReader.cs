namespace NlpTransfer;

/// <summary>Reads the config.json of an EncoderDecoderModel, which holds one config for each side.</summary>
internal static class EncoderDecoderConfigReader
{
    private const int Large = 1 << 24;

    /// <summary>The config of a side.</summary>
    /// <exception cref="ModelFormatException">There is none.</exception>
    public static JsonSection Section(JsonSection config, string side) => config.Find(side) is { } element
        ? new JsonSection($"{config.File}: {side}", element)
        : throw new ModelFormatException($"{config.File}: there is no {side}; an encoder-decoder model has the configs of both sides.");

    /// <summary>Reads and checks everything.</summary>
    /// <exception cref="ModelFormatException">Lists all that is wrong.</exception>
    public static TranslationConfig Read(JsonSection config)
    {
        (EncoderFamily encoderFamily, EncoderConfig encoder) = ReadSide(config, "encoder");
        (EncoderFamily decoderFamily, EncoderConfig decoder) = ReadSide(config, "decoder");
        if (decoderFamily.Names.CrossQuery is null)
            config.Fault($"the decoder's model_type '{decoderFamily.ModelType}' has no attention to a source");
        if (config.Boolean("tie_encoder_decoder", fallback: false))
            config.Fault("tie_encoder_decoder is true, and only models with two sides of their own are supported");
        if (encoder.HiddenSize != decoder.HiddenSize)
            config.Fault($"the encoder's hidden_size is {encoder.HiddenSize} and the decoder's {decoder.HiddenSize}; they have to be equal");
        var read = new TranslationConfig
        {
            Encoder = Stack(encoder),
            Decoder = Stack(decoder),
            TiesOutput = decoder.TieWordEmbeddings,
            TransformsOutput = true,
            HeadActivation = decoderFamily.MaskedActivation ?? decoder.Activation,
            OutputBiasShape = [decoder.VocabularySize],
            MasksTargetPadding = true,
            StartId = config.Integer("decoder_start_token_id", 0, Large),
            EndId = config.Integer("eos_token_id", 0, Large),
            PaddingId = config.Integer("pad_token_id", 0, Large, fallback: decoder.PaddingId),
            Architecture = EncoderConfigReader.Architecture(config),
        };
        foreach ((string key, int id) in (ReadOnlySpan<(string, int)>)[("decoder_start_token_id", read.StartId), ("eos_token_id", read.EndId), ("pad_token_id", read.PaddingId)])
        {
            if (id >= decoder.VocabularySize)
                config.Fault($"{key} is {id} and the decoder has {decoder.VocabularySize} ids");
        }

        config.ThrowIfFaulty();
        return read;
    }

    /// <summary>The sizes of a side that is of a family of encoders.</summary>
    internal static StackConfig Stack(EncoderConfig config) => new()
    {
        VocabularySize = config.VocabularySize,
        HiddenSize = config.HiddenSize,
        Layers = config.Layers,
        Heads = config.Heads,
        IntermediateSize = config.IntermediateSize,
        MaxPositions = config.MaxPositions,
        FirstPosition = config.FirstPosition,
        TypeVocabularySize = config.TypeVocabularySize,
        NormalizesEmbeddings = true,
        LayerNormEpsilon = config.LayerNormEpsilon,
        Activation = config.Activation,
        HiddenDropout = config.HiddenDropout,
        AttentionDropout = config.AttentionDropout,
        InitializerRange = config.InitializerRange,
        PaddingId = config.PaddingId,
    };

    private static (EncoderFamily Family, EncoderConfig Config) ReadSide(JsonSection config, string side)
    {
        JsonSection section = Section(config, side);
        EncoderFamily family = EncoderConfigReader.FamilyOf(section);
        return (family, EncoderConfigReader.Read(section, family, isDecoder: side == "decoder"));
    }
}
