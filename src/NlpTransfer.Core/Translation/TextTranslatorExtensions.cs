namespace NlpTransfer;

/// <summary>Decorators of translators, as a chain reads.</summary>
public static class TextTranslatorExtensions
{
    /// <summary>Keeps placeholders from translation; see <see cref="PlaceholderProtectingTranslator"/>.</summary>
    /// <param name="translator">The translator.</param>
    /// <param name="options">What is kept; null for the defaults.</param>
    /// <exception cref="UsageException">Options are at fault.</exception>
    public static ITextTranslator WithPlaceholderProtection(this ITextTranslator translator, PlaceholderProtectionOptions? options = null) =>
        new PlaceholderProtectingTranslator(translator, options);

    /// <summary>Translates documents sentence by sentence; see <see cref="DocumentTranslator"/>. To be put around <see cref="WithPlaceholderProtection"/>.</summary>
    /// <param name="translator">The translator of sentences.</param>
    /// <param name="options">How documents are cut; null for the defaults.</param>
    /// <exception cref="UsageException">Options are at fault.</exception>
    public static ITextTranslator WithDocuments(this ITextTranslator translator, DocumentTranslationOptions? options = null) => new DocumentTranslator(translator, options);
}
