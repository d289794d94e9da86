namespace NlpTransfer;

/// <summary>
/// Translates texts into one language. The model's part is the text alone; what a pipeline wants besides (placeholders kept, documents cut into sentences) is
/// added by decorators.
/// </summary>
public interface ITextTranslator
{
    /// <summary>Translates a batch of texts.</summary>
    /// <param name="texts">The texts, one sentence or a few each; any number, an empty list gives an empty result.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>One translation a text, in order. What is wrong with a text's translation is said by its <see cref="TextTranslation.Flags"/>.</returns>
    Task<IReadOnlyList<TextTranslation>> TranslateAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default);
}
