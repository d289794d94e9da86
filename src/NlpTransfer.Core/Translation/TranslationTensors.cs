using System.Globalization;

namespace NlpTransfer;

/// <summary>
/// The project's own names of a translation model's tensors, the same for every family. The two sides have the names of <see cref="EncoderTensors"/> after
/// <see cref="EncoderSide"/> and <see cref="DecoderSide"/>, and those below.
/// </summary>
internal static class TranslationTensors
{
    /// <summary>What stands before the names of the encoder's tensors.</summary>
    public const string EncoderSide = "encoder.";

    /// <summary>What stands before the names of the decoder's tensors.</summary>
    public const string DecoderSide = "decoder.";

    /// <summary>Token embeddings of both sides, <c>[vocabulary, hidden]</c>, weight only, where they are shared.</summary>
    public const string SharedEmbeddings = "shared";

    /// <summary>The layer norm after a side's last layer, after the side's prefix.</summary>
    public const string FinalNorm = "final_norm";

    /// <summary>The product before the logits, <c>[hidden, hidden]</c>, where the family has one.</summary>
    public const string HeadDense = "head.dense";

    /// <summary>The layer norm after it.</summary>
    public const string HeadNorm = "head.norm";

    /// <summary>Output embeddings, <c>[vocabulary, hidden]</c>, weight only; there only where they are not tied.</summary>
    public const string HeadDecoder = "head.decoder";

    /// <summary>The output bias, <c>[vocabulary]</c> or <c>[1, vocabulary]</c>; the full name.</summary>
    public const string HeadBias = "head.bias";

    /// <summary>The product on the first token's state of an encoder, which no translation needs; kept where the folder has it.</summary>
    public const string Pooler = EncoderSide + EncoderTensors.Pooler;

    /// <summary>Queries of a decoder layer's attention to the source, after the side's prefix.</summary>
    public static string CrossQuery(int layer) => OfLayer(layer, "cross_query");

    /// <summary>Keys of a decoder layer's attention to the source.</summary>
    public static string CrossKey(int layer) => OfLayer(layer, "cross_key");

    /// <summary>Values of a decoder layer's attention to the source.</summary>
    public static string CrossValue(int layer) => OfLayer(layer, "cross_value");

    /// <summary>The product after a decoder layer's attention to the source.</summary>
    public static string CrossOutput(int layer) => OfLayer(layer, "cross_output");

    /// <summary>The layer norm of a decoder layer's attention to the source.</summary>
    public static string CrossNorm(int layer) => OfLayer(layer, "cross_norm");

    private static string OfLayer(int layer, string part) => string.Create(CultureInfo.InvariantCulture, $"layers.{layer}.{part}");
}
