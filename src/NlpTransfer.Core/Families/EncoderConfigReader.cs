using System.Globalization;
using System.Text.Json;

namespace NlpTransfer;

/// <summary>Reads config.json by a family's table and checks it.</summary>
internal static class EncoderConfigReader
{
    // No encoder comes near; the bounds keep products of sizes within 63 bits.
    private const int Large = 1 << 24;

    /// <summary>The family that config.json names.</summary>
    /// <exception cref="ModelFormatException">It names none, or one that is not supported.</exception>
    public static EncoderFamily FamilyOf(JsonSection config)
    {
        string? type = config.Text("model_type");
        config.ThrowIfFaulty();
        return type is not null && EncoderFamilies.Find(type) is { } family ? family : throw new ModelFormatException(
            $"{config.File}: {(type is null ? "there is no model_type" : $"the model_type '{type}' is not supported")}; supported are {string.Join(", ", EncoderFamilies.All.Select(known => known.ModelType))}.");
    }

    /// <summary>Reads and checks everything.</summary>
    /// <exception cref="ModelFormatException">Lists all that is wrong.</exception>
    public static EncoderConfig Read(JsonSection config, EncoderFamily family, bool isDecoder = false)
    {
        EncoderConfigKeys keys = family.ConfigKeys;
        RefuseUnsupported(config, isDecoder);
        string? architecture = Architecture(config);
        double dropout = config.Number(keys.HiddenDropout, 0, 1, fallback: 0.1);
        int padding = config.Integer("pad_token_id", 0, Large, fallback: family.PositionsFollowPadding ? 1 : 0);
        var read = new EncoderConfig
        {
            VocabularySize = config.Integer(keys.VocabularySize, 1, Large),
            HiddenSize = config.Integer(keys.HiddenSize, 1, 1 << 16),
            Layers = config.Integer(keys.Layers, 1, 1 << 10),
            Heads = config.Integer(keys.Heads, 1, 1 << 12),
            IntermediateSize = config.Integer(keys.IntermediateSize, 1, 1 << 20),
            MaxPositions = config.Integer(keys.MaxPositions, 1, Large),
            FirstPosition = family.PositionsFollowPadding ? padding + 1 : 0,
            TypeVocabularySize = keys.TypeVocabularySize is { } types ? config.Integer(types, 1, 1 << 10, fallback: 2) : 0,
            LayerNormEpsilon = keys.LayerNormEpsilon is { } epsilon
                ? config.Number(epsilon, 0, 1, family.DefaultLayerNormEpsilon) : family.DefaultLayerNormEpsilon,
            Activation = ReadActivation(config, keys.Activation),
            HiddenDropout = dropout,
            DropsAttentionOutput = family.DropsAttentionOutput,
            AttentionDropout = config.Number(keys.AttentionDropout, 0, 1, fallback: 0.1),
            ClassifierDropout = config.Number(keys.ClassifierDropout, 0, 1, fallback: family.DefaultClassifierDropout ?? dropout),
            InitializerRange = config.Number("initializer_range", 0, 100, fallback: 0.02),
            PaddingId = padding,
            TieWordEmbeddings = config.Boolean("tie_word_embeddings", fallback: true),
            Architecture = architecture,
            Head = family.HeadOf(architecture),
            Labels = EncoderLabels.Read(config, family.HeadOf(architecture) == EncoderHead.SequenceClassification),
        };
        // Only whole values can be compared: what is missing would lead to more faults that are none.
        if (!config.IsFaulty)
            CompareSizes(config, keys, read);
        config.ThrowIfFaulty();
        return read;
    }

    private static void CompareSizes(JsonSection config, EncoderConfigKeys keys, EncoderConfig read)
    {
        if (read.HiddenSize % read.Heads != 0)
            config.Fault($"{keys.HiddenSize} is {read.HiddenSize}, which {keys.Heads} = {read.Heads} does not divide");
        if (read.PaddingId >= read.VocabularySize)
            config.Fault($"pad_token_id is {read.PaddingId} and {keys.VocabularySize} is {read.VocabularySize}");
        if (read.MaxTokens < 2)
            config.Fault($"{keys.MaxPositions} is {read.MaxPositions}, too few for a text between its special tokens");
    }

    private static void RefuseUnsupported(JsonSection config, bool isDecoder)
    {
        if (config.Text("position_embedding_type") is { } positions and not "absolute")
            config.Fault($"position_embedding_type is '{positions}', and only 'absolute' is supported");
        foreach (string key in (ReadOnlySpan<string>)["is_decoder", "add_cross_attention"])
        {
            if (config.Boolean(key, fallback: false) != isDecoder)
                config.Fault(isDecoder ? $"{key} is false, and a decoder needs it" : $"{key} is true, and only plain encoders are supported");
        }

        if (config.Boolean("is_encoder_decoder", fallback: false))
            config.Fault("is_encoder_decoder is true, and only plain encoders are supported");

        if (config.Find("pruned_heads") is { ValueKind: JsonValueKind.Object } pruned && pruned.EnumerateObject().Any())
            config.Fault("pruned_heads is not empty, and pruned attention heads are not supported");
    }

    internal static string? Architecture(JsonSection config)
    {
        if (config.Find("architectures") is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
            return value.EnumerateArray().Select(item => item.GetString()).FirstOrDefault();
        config.Fault("architectures is not a list of texts");
        return null;
    }

    internal static Activation ReadActivation(JsonSection config, string key)
    {
        string name = config.Text(key) ?? "gelu";
        if (Activations.Find(name) is { } activation)
            return activation;
        config.Fault(string.Create(CultureInfo.InvariantCulture, $"{key} is '{name}'; supported are {Activations.KnownNames}"));
        return default;
    }
}
