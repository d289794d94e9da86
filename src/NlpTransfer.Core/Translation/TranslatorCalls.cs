namespace NlpTransfer;

/// <summary>What decorators of translators have in common.</summary>
internal static class TranslatorCalls
{
    /// <summary>Translates texts; none without asking the translator, and no other number of results than of texts.</summary>
    /// <exception cref="NlpTransferException">The translator returned another number of translations.</exception>
    public static async Task<IReadOnlyList<TextTranslation>> TranslateAllAsync(this ITextTranslator translator, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        if (texts.Count == 0)
            return [];
        IReadOnlyList<TextTranslation> translations = await translator.TranslateAsync(texts, cancellationToken).ConfigureAwait(false);
        return translations.Count == texts.Count
            ? translations
            : throw new NlpTransferException($"the translator returned {translations.Count} translations of {texts.Count} texts; it has to return one a text.");
    }
}
