using System.Collections.Concurrent;

namespace NlpTransfer;

/// <summary>
/// Remembers the vectors of texts it has embedded, so that folds, strategies and repeated rows cost one pass through the encoder.
/// Safe for concurrent calls; failures are not remembered. It keeps one vector and the text for each distinct text it has seen.
/// </summary>
/// <param name="inner">Embeds what is not known yet, in one call a batch.</param>
public sealed class CachingTextEmbedder(ITextEmbedder inner) : ITextEmbedder
{
    private readonly ConcurrentDictionary<string, TextEmbedding> _known = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public int Dimension => inner.Dimension;

    /// <summary>How many distinct texts are remembered.</summary>
    public int Count => _known.Count;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TextEmbedding>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        string[] missing = [.. texts.Where(text => !_known.ContainsKey(text)).Distinct(StringComparer.Ordinal)];
        if (missing.Length > 0)
        {
            IReadOnlyList<TextEmbedding> found = await inner.EmbedAsync(missing, cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < missing.Length; i++)
                _known[missing[i]] = found[i];
        }

        return [.. texts.Select(text => _known[text])];
    }
}
