using System.Globalization;

namespace NlpTransfer;

/// <summary>Lists the tensors of a translation model by its names and its config.</summary>
internal static class TranslationTensorPlan
{
    /// <summary>The encoder's tensors, the decoder's, then the head's.</summary>
    /// <param name="family">The family.</param>
    /// <param name="names">The model's names.</param>
    /// <param name="config">The sizes.</param>
    public static IReadOnlyList<TranslationTensorSpec> Of(TranslationFamily family, TranslationTensorNames names, TranslationConfig config)
    {
        ArgumentNullException.ThrowIfNull(family);
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(config);
        var plan = new Plan([]);
        long width = config.Decoder.HiddenSize;
        if (config.SharesEmbeddings)
        {
            plan.Specs.Add(new(TranslationTensors.SharedEmbeddings + ".weight", family.SharedNames[0], [config.Decoder.VocabularySize, width])
            {
                // An output matrix of its own is no copy of the shared one.
                Alternatives = config.TiesOutput ? [.. family.SharedNames.Skip(1)] : [.. family.SharedNames.Skip(1).Where(name => name != names.OutputMatrix + ".weight")],
            });
        }

        AddSide(plan, TranslationTensors.EncoderSide, names.Encoder, config.Encoder, ownWords: !config.SharesEmbeddings);
        if (names.Pooler is { } pooler)
            plan.AddLinear(TranslationTensors.Pooler, pooler, config.Encoder.HiddenSize, config.Encoder.HiddenSize, required: false);
        AddSide(plan, TranslationTensors.DecoderSide, names.Decoder, config.Decoder, ownWords: !config.SharesEmbeddings, config.Encoder.HiddenSize);
        if (config.TransformsOutput)
        {
            plan.AddLinear(TranslationTensors.HeadDense, names.HeadDense!, width, width);
            plan.AddNorm(TranslationTensors.HeadNorm, names.HeadNorm!, width);
        }

        if (!config.TiesOutput)
            plan.Add(TranslationTensors.HeadDecoder + ".weight", names.OutputMatrix + ".weight", config.Decoder.VocabularySize, width);
        if (names.OutputBias is { } bias)
        {
            plan.Specs.Add(new(TranslationTensors.HeadBias, bias, [.. config.OutputBiasShape])
            {
                Alternatives = names.Copies.Count > 0 ? names.Copies : [],
            });
        }

        return plan.Specs;
    }

    private static void AddSide(Plan plan, string side, StackTensorNames names, StackConfig config, bool ownWords, long? sourceWidth = null)
    {
        long width = config.HiddenSize, inner = config.IntermediateSize;
        if (ownWords)
            plan.Add(side + EncoderTensors.WordEmbeddings + ".weight", names.WordEmbeddings + ".weight", config.VocabularySize, width);
        if (names.PositionEmbeddings is { } positions)
            plan.Add(side + EncoderTensors.PositionEmbeddings + ".weight", positions + ".weight", config.MaxPositions, width);
        if (names.TypeEmbeddings is { } types && config.TypeVocabularySize > 0)
            plan.Add(side + EncoderTensors.TypeEmbeddings + ".weight", types + ".weight", config.TypeVocabularySize, width);
        if (names.EmbeddingNorm is { } norm)
            plan.AddNorm(side + EncoderTensors.EmbeddingNorm, norm, width);
        for (int layer = 0; layer < config.Layers; layer++)
        {
            string In(string template) => template.Replace("{i}", layer.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            plan.AddLinear(side + EncoderTensors.Query(layer), In(names.Query), width, width);
            plan.AddLinear(side + EncoderTensors.Key(layer), In(names.Key), width, width);
            plan.AddLinear(side + EncoderTensors.Value(layer), In(names.Value), width, width);
            plan.AddLinear(side + EncoderTensors.AttentionOutput(layer), In(names.AttentionOutput), width, width);
            plan.AddNorm(side + EncoderTensors.AttentionNorm(layer), In(names.AttentionNorm), width);
            if (sourceWidth is { } source)
            {
                plan.AddLinear(side + TranslationTensors.CrossQuery(layer), In(names.CrossQuery!), width, width);
                plan.AddLinear(side + TranslationTensors.CrossKey(layer), In(names.CrossKey!), width, source);
                plan.AddLinear(side + TranslationTensors.CrossValue(layer), In(names.CrossValue!), width, source);
                plan.AddLinear(side + TranslationTensors.CrossOutput(layer), In(names.CrossOutput!), width, width);
                plan.AddNorm(side + TranslationTensors.CrossNorm(layer), In(names.CrossNorm!), width);
            }

            plan.AddLinear(side + EncoderTensors.Intermediate(layer), In(names.Intermediate), inner, width);
            plan.AddLinear(side + EncoderTensors.Output(layer), In(names.Output), width, inner);
            plan.AddNorm(side + EncoderTensors.OutputNorm(layer), In(names.OutputNorm), width);
        }

        if (names.FinalNorm is { } final)
            plan.AddNorm(side + TranslationTensors.FinalNorm, final, width);
    }

    private readonly record struct Plan(List<TranslationTensorSpec> Specs)
    {
        internal void Add(string name, string fileName, params long[] shape) => Specs.Add(new(name, fileName, shape));

        internal void AddLinear(string name, string fileName, long outputs, long inputs, bool required = true)
        {
            Specs.Add(new(name + ".weight", fileName + ".weight", [outputs, inputs], required));
            Specs.Add(new(name + ".bias", fileName + ".bias", [outputs], required));
        }

        internal void AddNorm(string name, string fileName, long width)
        {
            Add(name + ".weight", fileName + ".weight", width);
            Add(name + ".bias", fileName + ".bias", width);
        }
    }
}
