namespace NlpTransfer;

/// <summary>
/// A family of translation models: a table of how its config.json and its tensors are called. What is computed is the same two stacks for all of them.
/// </summary>
public sealed class TranslationFamily
{
    /// <param name="modelType">The <c>model_type</c> of config.json.</param>
    /// <param name="architecture">The class of the reference library.</param>
    /// <param name="readConfig">Reads and checks config.json.</param>
    /// <param name="namesOf">The names of a model's tensors; they may depend on config.json.</param>
    internal TranslationFamily(
        string modelType, string architecture, Func<JsonSection, TranslationConfig> readConfig, Func<JsonSection, TranslationTensorNames> namesOf) =>
        (ModelType, Architecture, ReadConfig, NamesOf) = (modelType, architecture, readConfig, namesOf);

    /// <summary>The <c>model_type</c> of config.json.</summary>
    public string ModelType { get; }

    /// <summary>The class of the reference library.</summary>
    public string Architecture { get; }

    /// <summary>Names of tensors that stand for the same matrix where both sides share it, the first being the one that is written.</summary>
    internal IReadOnlyList<string> SharedNames { get; init; } = [];

    /// <summary>Names of tensors that are computed, not learnt, and that some versions of the reference library saved.</summary>
    internal IReadOnlyList<string> Buffers { get; init; } = [];

    internal Func<JsonSection, TranslationConfig> ReadConfig { get; }

    internal Func<JsonSection, TranslationTensorNames> NamesOf { get; }
}
