using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>
/// Takes, for a token that is a word of a lexicon, the old pieces of the word's translations: the mean over the translations, each the mean of its pieces.
/// </summary>
/// <param name="lexicon">The word list.</param>
public sealed class LexiconInitializer(Lexicon lexicon) : IRemapInitializer
{
    /// <inheritdoc/>
    public string Name => "lexicon";

    /// <inheritdoc/>
    public string Evidence => "it is a word of the lexicon, whose translations' old pieces it is the mean of";

    /// <inheritdoc/>
    public IEnumerable<RemapRow> Express(RemapContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        ILookup<string, string> translations = lexicon.Pairs.DistinctBy(pair => (pair.Source, pair.Target))
            .ToLookup(pair => Normal(context.New, pair.Target), pair => pair.Source, StringComparer.Ordinal);
        var old = new OldPieces(context.Old);
        foreach (int token in context.Tokens)
        {
            cancellation.ThrowIfCancellationRequested();
            if (PieceForm.IsAdded(context.New, token) || PieceForm.Of(context.New, token) is not { OpensWord: true, Text.Length: > 0 } form)
                continue;
            string[] found = [.. translations[form.Text]];
            if (found.Length == 0)
                found = [.. translations[form.Text.ToLowerInvariant()]];
            var weights = new OldWeights();
            foreach (string word in found)
                weights.AddAll(old.Of(word, opensWord: true), 1);
            foreach (RemapRow row in weights.Rows(token, Name))
                yield return row;
        }
    }

    private static string Normal(TextTokenizer tokenizer, string word) => tokenizer.Normalize(word).Replace(PieceText.Blank, " ", StringComparison.Ordinal).Trim();
}
