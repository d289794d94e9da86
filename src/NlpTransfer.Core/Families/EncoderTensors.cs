using System.Globalization;

namespace NlpTransfer;

/// <summary>
/// The project's own names of an encoder's tensors, the same for every family: what a stack asks for. A weight is <c>NAME.weight</c>, a bias <c>NAME.bias</c>.
/// </summary>
public static class EncoderTensors
{
    /// <summary>Token embeddings, <c>[vocabulary, hidden]</c>, weight only.</summary>
    public const string WordEmbeddings = "embeddings.word";

    /// <summary>Position embeddings, <c>[positions, hidden]</c>, weight only.</summary>
    public const string PositionEmbeddings = "embeddings.position";

    /// <summary>Segment embeddings, <c>[types, hidden]</c>, weight only, where the family has them.</summary>
    public const string TypeEmbeddings = "embeddings.type";

    /// <summary>Layer norm of the summed embeddings, <c>[hidden]</c> each.</summary>
    public const string EmbeddingNorm = "embeddings.norm";

    /// <summary>The product on the first token's state, <c>[hidden, hidden]</c>; may be missing where no head needs it.</summary>
    public const string Pooler = "pooler";

    /// <summary>The product before the classifier in families that have one, <c>[hidden, hidden]</c>.</summary>
    public const string ClassifierDense = "classifier.dense";

    /// <summary>The classifier, <c>[labels, hidden]</c>.</summary>
    public const string Classifier = "classifier.output";

    /// <summary>The product before the masked language model's logits, <c>[hidden, hidden]</c>.</summary>
    public const string MaskedDense = "masked.dense";

    /// <summary>The layer norm after it.</summary>
    public const string MaskedNorm = "masked.norm";

    /// <summary>Output embeddings, <c>[vocabulary, hidden]</c>, weight only; there only where they are not tied.</summary>
    public const string MaskedDecoder = "masked.decoder";

    /// <summary>The output bias, <c>[vocabulary]</c>; the full name.</summary>
    public const string MaskedBias = "masked.bias";

    /// <summary>Queries of a layer, <c>[hidden, hidden]</c>.</summary>
    public static string Query(int layer) => OfLayer(layer, "query");

    /// <summary>Keys of a layer, <c>[hidden, hidden]</c>.</summary>
    public static string Key(int layer) => OfLayer(layer, "key");

    /// <summary>Values of a layer, <c>[hidden, hidden]</c>.</summary>
    public static string Value(int layer) => OfLayer(layer, "value");

    /// <summary>The product after a layer's attention, <c>[hidden, hidden]</c>.</summary>
    public static string AttentionOutput(int layer) => OfLayer(layer, "attention_output");

    /// <summary>The layer norm after a layer's attention.</summary>
    public static string AttentionNorm(int layer) => OfLayer(layer, "attention_norm");

    /// <summary>The first product of a layer's feed-forward part, <c>[intermediate, hidden]</c>.</summary>
    public static string Intermediate(int layer) => OfLayer(layer, "intermediate");

    /// <summary>The second product of a layer's feed-forward part, <c>[hidden, intermediate]</c>.</summary>
    public static string Output(int layer) => OfLayer(layer, "output");

    /// <summary>The layer norm after a layer's feed-forward part.</summary>
    public static string OutputNorm(int layer) => OfLayer(layer, "output_norm");

    private static string OfLayer(int layer, string part) => string.Create(CultureInfo.InvariantCulture, $"layers.{layer}.{part}");
}
