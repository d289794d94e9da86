namespace NlpTransfer.Evaluation;

/// <summary>Has texts translated batch by batch, so that progress is told and cancellation heard in between.</summary>
internal sealed class TranslatedBatches(int size, IProgress<WorkProgress>? progress)
{
    /// <exception cref="NlpTransferException">The translator returned another number of translations than it got texts.</exception>
    public async Task<IReadOnlyList<TextTranslation>> TranslateAsync(string name, ITextTranslator translator, IReadOnlyList<string> sources, CancellationToken cancellationToken)
    {
        var results = new List<TextTranslation>(sources.Count);
        foreach (string[] batch in sources.Chunk(size))
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report(new WorkProgress($"translating with {name}", results.Count, sources.Count));
            IReadOnlyList<TextTranslation> translations = await translator.TranslateAsync(batch, cancellationToken).ConfigureAwait(false);
            if (translations.Count != batch.Length)
                throw new NlpTransferException($"{name} returned {Text.Count(translations.Count)} translations of {Text.Count(batch.Length)} texts; a translator has to return one a text.");
            results.AddRange(translations);
        }

        progress?.Report(new WorkProgress($"translating with {name}", results.Count, sources.Count));
        return results;
    }
}
