namespace NlpTransfer;

/// <summary>The names that Marian and M2M-100 share with BART, from which the reference library made them.</summary>
internal static class BartNames
{
    private const string Shared = "model.shared.weight";
    private const string OutputMatrix = "lm_head";

    /// <summary>One matrix under all the names that it is saved under.</summary>
    public static IReadOnlyList<string> SharedNames { get; } =
        [Shared, "model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight", OutputMatrix + ".weight"];

    /// <summary>Positions are computed; some versions of the library saved them.</summary>
    public static IReadOnlyList<string> Buffers { get; } =
    [
        .. from side in (string[])["encoder", "decoder"]
           from name in (string[])["weight", "weights"]
           select $"model.{side}.embed_positions.{name}",
        "model.encoder.embed_positions._float_tensor",
        "model.decoder.embed_positions._float_tensor",
    ];

    /// <summary>The names of both sides.</summary>
    /// <param name="outputBias">Full name of the output bias, or null.</param>
    /// <param name="finalNorm">Whether a layer norm stands after the last layers.</param>
    public static TranslationTensorNames Make(string? outputBias, bool finalNorm) =>
        new(Side("model.encoder.", finalNorm) with { CrossQuery = null, CrossKey = null, CrossValue = null, CrossOutput = null, CrossNorm = null }, Side("model.decoder.", finalNorm), OutputMatrix)
        {
            OutputBias = outputBias,
        };

    private static StackTensorNames Side(string prefix, bool finalNorm) => new()
    {
        WordEmbeddings = prefix + "embed_tokens",
        Query = prefix + "layers.{i}.self_attn.q_proj",
        Key = prefix + "layers.{i}.self_attn.k_proj",
        Value = prefix + "layers.{i}.self_attn.v_proj",
        AttentionOutput = prefix + "layers.{i}.self_attn.out_proj",
        AttentionNorm = prefix + "layers.{i}.self_attn_layer_norm",
        CrossQuery = prefix + "layers.{i}.encoder_attn.q_proj",
        CrossKey = prefix + "layers.{i}.encoder_attn.k_proj",
        CrossValue = prefix + "layers.{i}.encoder_attn.v_proj",
        CrossOutput = prefix + "layers.{i}.encoder_attn.out_proj",
        CrossNorm = prefix + "layers.{i}.encoder_attn_layer_norm",
        Intermediate = prefix + "layers.{i}.fc1",
        Output = prefix + "layers.{i}.fc2",
        OutputNorm = prefix + "layers.{i}.final_layer_norm",
        FinalNorm = finalNorm ? prefix + "layer_norm" : null,
    };
}
