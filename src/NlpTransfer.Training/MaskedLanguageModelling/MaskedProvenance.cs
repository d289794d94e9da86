namespace NlpTransfer.Training;

/// <summary>What nlptransfer.json says of a training by masked language modelling.</summary>
internal static class MaskedProvenance
{
    /// <summary>The options that are in effect; what training took follows with <see cref="AdaptedProvenance.After"/>.</summary>
    internal static SortedDictionary<string, string> Options(MaskedTrainingOptions training, MaskedTextOptions texts, params (string Name, string Value)[] more)
    {
        var options = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["training"] = training.Describe(),
            ["masking"] = training.Masking.Describe(),
            ["texts"] = texts.Describe(),
        };
        foreach ((string name, string value) in more)
            options[name] = value;
        return options;
    }

    /// <summary>Texts that measure, and pairs.</summary>
    internal static IEnumerable<ProvenanceInput> Inputs(MaskedTextOptions texts) =>
        AdaptedInputs.Of("dev", texts.Dev).Concat(texts.Pairs.SelectMany(pairs => AdaptedInputs.Of("pairs", pairs.TargetLanguage, pairs.Files)));
}
