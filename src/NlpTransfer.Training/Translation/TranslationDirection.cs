namespace NlpTransfer.Training;

/// <summary>A direction that a model is taught.</summary>
/// <param name="From">The language of the sources; null where it is not known.</param>
/// <param name="To">The language of the targets.</param>
internal readonly record struct TranslationDirection(LanguageTag? From, LanguageTag To)
{
    /// <summary>The text before sources by which a model of several target languages, whose vocabulary has no tokens for them, is told which is wanted.</summary>
    internal string Tag => $">>{To}<< ";

    /// <summary>The key under <c>task_specific_params</c> of config.json.</summary>
    internal string Key => $"translation_{From?.ToString() ?? "und"}_to_{To}";
}
