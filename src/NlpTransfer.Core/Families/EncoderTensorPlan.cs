using System.Globalization;

namespace NlpTransfer;

/// <summary>Lists the tensors of a model by its family's table and its config.</summary>
public static class EncoderTensorPlan
{
    /// <summary>The tensors of the encoder's body, then the head's.</summary>
    /// <param name="family">The family.</param>
    /// <param name="config">The sizes, and the head.</param>
    public static IReadOnlyList<EncoderTensorSpec> Of(EncoderFamily family, EncoderConfig config)
    {
        var plan = new List<EncoderTensorSpec>();
        EncoderTensorNames names = family.Names;
        long hidden = config.HiddenSize, inner = config.IntermediateSize;
        Add(plan, EncoderTensors.WordEmbeddings + ".weight", names.WordEmbeddings + ".weight", [config.VocabularySize, hidden]);
        Add(plan, EncoderTensors.PositionEmbeddings + ".weight", names.PositionEmbeddings + ".weight", [config.MaxPositions, hidden]);
        if (names.TypeEmbeddings is not null)
            Add(plan, EncoderTensors.TypeEmbeddings + ".weight", names.TypeEmbeddings + ".weight", [config.TypeVocabularySize, hidden]);
        AddNorm(plan, EncoderTensors.EmbeddingNorm, names.EmbeddingNorm, hidden);
        for (int layer = 0; layer < config.Layers; layer++)
        {
            string In(string template) => template.Replace("{i}", layer.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            AddLinear(plan, EncoderTensors.Query(layer), In(names.Query), hidden, hidden);
            AddLinear(plan, EncoderTensors.Key(layer), In(names.Key), hidden, hidden);
            AddLinear(plan, EncoderTensors.Value(layer), In(names.Value), hidden, hidden);
            AddLinear(plan, EncoderTensors.AttentionOutput(layer), In(names.AttentionOutput), hidden, hidden);
            AddNorm(plan, EncoderTensors.AttentionNorm(layer), In(names.AttentionNorm), hidden);
            AddLinear(plan, EncoderTensors.Intermediate(layer), In(names.Intermediate), inner, hidden);
            AddLinear(plan, EncoderTensors.Output(layer), In(names.Output), hidden, inner);
            AddNorm(plan, EncoderTensors.OutputNorm(layer), In(names.OutputNorm), hidden);
        }

        bool classifies = config.Head == EncoderHead.SequenceClassification;
        // A classification head with a product of its own stands on the state itself.
        if (names.Pooler is not null)
            AddLinear(plan, EncoderTensors.Pooler, names.Pooler, hidden, hidden, required: classifies && names.ClassifierDense is null);
        if (classifies)
            AddClassifier(plan, names, config);
        if (config.Head == EncoderHead.MaskedLanguageModel)
            AddMasked(plan, names, config);
        return plan;
    }

    private static void AddClassifier(List<EncoderTensorSpec> plan, EncoderTensorNames names, EncoderConfig config)
    {
        if (names.ClassifierDense is not null)
            AddLinear(plan, EncoderTensors.ClassifierDense, names.ClassifierDense, config.HiddenSize, config.HiddenSize, inBody: false);
        AddLinear(plan, EncoderTensors.Classifier, names.Classifier, config.Labels!.Count, config.HiddenSize, inBody: false);
    }

    private static void AddMasked(List<EncoderTensorSpec> plan, EncoderTensorNames names, EncoderConfig config)
    {
        AddLinear(plan, EncoderTensors.MaskedDense, names.MaskedDense, config.HiddenSize, config.HiddenSize, inBody: false);
        AddNorm(plan, EncoderTensors.MaskedNorm, names.MaskedNorm, config.HiddenSize, inBody: false);
        if (!config.TieWordEmbeddings)
            Add(plan, EncoderTensors.MaskedDecoder + ".weight", names.MaskedDecoder + ".weight", [config.VocabularySize, config.HiddenSize], inBody: false);
        // An output matrix of its own brings a bias of its own, and the other, where a file still has it, is not read.
        string bias = config.TieWordEmbeddings ? names.MaskedBias : names.MaskedDecoder + ".bias";
        Add(plan, EncoderTensors.MaskedBias, bias, [config.VocabularySize], inBody: false);
    }

    private static void AddLinear(List<EncoderTensorSpec> plan, string name, string fileName, long outputs, long inputs, bool inBody = true, bool required = true)
    {
        Add(plan, name + ".weight", fileName + ".weight", [outputs, inputs], inBody, required);
        Add(plan, name + ".bias", fileName + ".bias", [outputs], inBody, required);
    }

    private static void AddNorm(List<EncoderTensorSpec> plan, string name, string fileName, long width, bool inBody = true)
    {
        Add(plan, name + ".weight", fileName + ".weight", [width], inBody);
        Add(plan, name + ".bias", fileName + ".bias", [width], inBody);
    }

    private static void Add(List<EncoderTensorSpec> plan, string name, string fileName, long[] shape, bool inBody = true, bool required = true) =>
        plan.Add(new EncoderTensorSpec(name, fileName, inBody, shape, required));
}
