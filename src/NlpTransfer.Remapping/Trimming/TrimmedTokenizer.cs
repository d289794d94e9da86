using System.Globalization;
using System.Text;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>Chooses the pieces of a trimmed vocabulary and makes the tokenizer.</summary>
/// <param name="Tokenizer">The new tokenizer: what was kept in the old order, then what was added.</param>
/// <param name="Kept">Ids, in the old vocabulary, of the pieces that were kept; ascending.</param>
/// <param name="Added">The pieces that were added, in the order of their ids.</param>
internal sealed record TrimmedTokenizer(TextTokenizer Tokenizer, IReadOnlyList<int> Kept, IReadOnlyList<string> Added)
{
    public static TrimmedTokenizer Create(TextTokenizer old, TextCounts counts, IReadOnlyList<string> prompts, IReadOnlyList<Script> scripts, TrimOptions options)
    {
        LetterCoverage letters = LetterCoverage.Of(old, scripts);
        var kept = new SortedSet<int>(Required(old, prompts));
        kept.UnionWith(letters.Present);
        long[] sum = counts.Sum();
        // What could be written letter by letter must not become unknown because its words were too rare.
        kept.UnionWith(Enumerable.Range(0, old.Definition.Model.IdLimit).Where(id => sum[id] >= options.MinimumCount && IsOneLetter(old.Definition.Model.IdToPiece(id))));
        int room = options.VocabularySize - kept.Count - letters.Missing.Count ?? int.MaxValue;
        if (room < 0)
        {
            throw new UsageException(string.Create(CultureInfo.InvariantCulture,
                $"A vocabulary of {options.VocabularySize} pieces has no room for the {kept.Count + letters.Missing.Count} special tokens, letters of {string.Join(", ", scripts.Select(script => script.Name))} and single letters in the texts; allow more pieces or name fewer scripts."));
        }

        double[] shares = counts.Shares(options.Temperature);
        kept.UnionWith(Enumerable.Range(0, old.Definition.Model.IdLimit)
            .Where(id => sum[id] >= options.MinimumCount && !kept.Contains(id))
            .OrderByDescending(id => shares[id]).ThenBy(id => id).Take(room).ToArray());
        TokenizerDefinition definition = old.Definition.WithModel(Model(old, kept, letters.Missing));
        return new TrimmedTokenizer(new TextTokenizer(definition), [.. kept], letters.Missing);
    }

    private static bool IsOneLetter(string? piece) => piece is { Length: 1 } || (piece is { Length: 2 } && char.IsSurrogatePair(piece[0], piece[1]));

    /// <summary>Special tokens, byte pieces, and the pieces of the prompts.</summary>
    private static IEnumerable<int> Required(TextTokenizer old, IReadOnlyList<string> prompts)
    {
        TokenModel model = old.Definition.Model;
        IEnumerable<int> special = old.Definition.AddedTokens.Select(token => model.PieceToId(token.Content)).Append(model.UnknownId).OfType<int>();
        IEnumerable<int> bytes = model is UnigramModel { ByteFallback: true }
            ? Enumerable.Range(0, 256).Select(value => model.PieceToId(string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>"))).OfType<int>()
            : [];
        return special.Concat(bytes).Concat(prompts.SelectMany(prompt => old.Encode(prompt, addSpecialTokens: false).Ids));
    }

    private static TokenModel Model(TextTokenizer old, SortedSet<int> kept, IReadOnlyList<string> added)
    {
        switch (old.Definition.Model)
        {
            case UnigramModel unigram:
                var letters = new LetterPieces(old);
                return unigram.WithPieces(
                [
                    .. kept.Select(id => new UnigramPiece(unigram.IdToPiece(id)!, unigram.Score(id))),
                    // No better than the rarest letter it is made of, so that a longer piece with the letter in it is still preferred.
                    .. added.Select(piece => new UnigramPiece(piece, letters.Express(Rune.GetRuneAt(piece, 0)).Min(unigram.Score))),
                ]);
            case WordPieceModel words:
                return words.WithPieces([.. kept.Select(id => words.IdToPiece(id)!), .. added]);
            case var other:
                throw new ModelFormatException($"A vocabulary of the kind {other.Type} can't be trimmed; Unigram and WordPiece can.");
        }
    }
}
