namespace NlpTransfer;

/// <summary>
/// Keeps placeholders from translation: <c>{0}</c>, <c>{name}</c>, <c>%s</c>, <c>$1</c>, <c>${x}</c>, tags, entities, URLs, e-mail addresses, control characters and, where asked, numbers. Each
/// comes out exactly as it went in, as often as it went in, and elements still nest. The model sees a mark in its place; where it loses, doubles or invents one, the text between
/// placeholders is translated piece by piece (<see cref="TranslationFlags.InPieces"/>), and what has no sound translation even so stays in the
/// source language (<see cref="TranslationFlags.Untranslated"/>). As safe for concurrent calls as the translator within.
/// </summary>
public sealed class PlaceholderProtectingTranslator : ITextTranslator
{
    private readonly ITextTranslator _inner;
    private readonly PlaceholderFinder _finder;

    /// <summary>Protects a translator's placeholders.</summary>
    /// <param name="inner">Translates texts with marks such as <c>{0}</c> in them, and pieces of texts.</param>
    /// <param name="options">What is kept; null for the defaults.</param>
    /// <exception cref="UsageException">Options are at fault.</exception>
    public PlaceholderProtectingTranslator(ITextTranslator inner, PlaceholderProtectionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(inner);
        options ??= new PlaceholderProtectionOptions();
        options.Validate();
        (_inner, _finder) = (inner, new PlaceholderFinder(options));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TextTranslation>> TranslateAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ProtectedText[] sources = [.. texts.Select(text => new ProtectedText(_finder, text))];
        var results = new TextTranslation[texts.Count];
        int[] spoken = [.. Enumerable.Range(0, sources.Length).Where(i => sources[i].HasWords)];
        IReadOnlyList<TextTranslation> whole = await _inner.TranslateAllAsync([.. spoken.Select(i => sources[i].Masked)], cancellationToken).ConfigureAwait(false);
        var broken = new List<int>();
        for (int i = 0; i < sources.Length; i++)
            results[i] = new TextTranslation(texts[i]);
        foreach ((int i, TextTranslation translation) in spoken.Zip(whole))
        {
            if (sources[i].Restore(translation.Text) is { } restored)
                results[i] = translation with { Text = restored };
            else if (sources[i].HasMarks)
                broken.Add(i);
            else
                results[i] = Join(sources[i], [translation], TranslationFlags.None);
        }

        await TranslatePiecesAsync(sources, broken, results, cancellationToken).ConfigureAwait(false);
        return results;
    }

    private async Task TranslatePiecesAsync(ProtectedText[] sources, List<int> broken, TextTranslation[] results, CancellationToken cancellationToken)
    {
        IReadOnlyList<string>[] pieces = [.. broken.Select(i => sources[i].Pieces)];
        IReadOnlyList<TextTranslation> translated = await _inner.TranslateAllAsync([.. pieces.SelectMany(p => p)], cancellationToken).ConfigureAwait(false);
        int from = 0;
        for (int k = 0; k < broken.Count; k++)
        {
            results[broken[k]] = Join(sources[broken[k]], [.. translated.Skip(from).Take(pieces[k].Count)], TranslationFlags.InPieces);
            from += pieces[k].Count;
        }
    }

    private static TextTranslation Join(ProtectedText source, IReadOnlyList<TextTranslation> pieces, TranslationFlags flags)
    {
        string text = source.Join([.. pieces.Select(piece => piece.Text)], out bool kept);
        if (kept)
            flags |= TranslationFlags.Untranslated;
        TextTranslation joined = TextTranslation.Joined(text, pieces);
        return joined with { Flags = joined.Flags | flags };
    }
}
