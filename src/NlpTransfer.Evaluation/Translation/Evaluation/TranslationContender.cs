namespace NlpTransfer.Evaluation;

/// <summary>A named system to compare a translator with: one that is asked, or translations that exist already.</summary>
public sealed class TranslationContender
{
    private readonly ITextTranslator? _translator;
    private readonly IReadOnlyList<string>? _translations;

    /// <summary>A translator, asked when the evaluation runs.</summary>
    /// <param name="name">Its name, as reports print it.</param>
    /// <param name="translator">The translator.</param>
    public TranslationContender(string name, ITextTranslator translator)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(translator);
        (Name, _translator) = (name, translator);
    }

    /// <summary>Translations of the same sources in the same order.</summary>
    /// <param name="name">What the system or its file is called, as reports and messages print it.</param>
    /// <param name="translations">The translations.</param>
    public TranslationContender(string name, IReadOnlyList<string> translations)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(translations);
        (Name, _translations) = (name, translations);
    }

    /// <summary>The system's name.</summary>
    public string Name { get; }

    internal async Task<IReadOnlyList<string>> TranslateAsync(TranslatedBatches batches, IReadOnlyList<string> sources, CancellationToken cancellationToken)
    {
        if (_translations is null)
            return [.. (await batches.TranslateAsync(Name, _translator!, sources, cancellationToken).ConfigureAwait(false)).Select(one => one.Text)];
        return _translations.Count == sources.Count ? _translations : throw new BadDataException(
            $"{Name} has {Text.Lines(_translations.Count)}, but there are {Text.Count(sources.Count)} pairs; line n has to translate pair n: find the line where they part.");
    }
}
