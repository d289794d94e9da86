using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>
/// Fits a tokenizer that was trained by itself to a model: it keeps its pieces and the way it parts text, and takes over the model's special tokens, with their names, and
/// what is put around a text. So every setting of the model that names a special token stays true.
/// </summary>
internal static class ExchangedTokenizer
{
    /// <summary>Makes the tokenizer.</summary>
    /// <param name="old">The model's tokenizer.</param>
    /// <param name="trained">The one that takes its place.</param>
    /// <param name="shared">Pieces that another tokenizer of the model goes on using, and that have to stay; null for none.</param>
    public static TextTokenizer Create(TextTokenizer old, TextTokenizer trained, IReadOnlyCollection<string>? shared = null)
    {
        if (old.Definition.Model is VocabularyModel numbered)
            return NumberedVocabulary.Exchange(old, numbered, trained, shared ?? []);
        TokenModel model = Renamed(old, trained);
        // Special tokens that the trained vocabulary lacks follow after its last id.
        AddedToken[] special = [.. old.Definition.AddedTokens.Where(token => token.Special)];
        string[] names = [.. special.Select(token => token.Content)];
        IEnumerable<AddedToken> own = trained.Definition.AddedTokens.Where(token => !names.Contains(token.Content) && model.PieceToId(token.Content) is not null);
        TokenizerDefinition definition = old.Definition with
        {
            Normalizer = trained.Definition.Normalizer,
            PreTokenizer = trained.Definition.PreTokenizer,
            Decoder = trained.Definition.Decoder,
            Model = model,
            AddedTokens = [.. special, .. own],
        };
        return new TextTokenizer(definition.WithModel(model));
    }

    /// <summary>The trained model with the old names of the special tokens that it has under others.</summary>
    private static TokenModel Renamed(TextTokenizer old, TextTokenizer trained)
    {
        Dictionary<string, string> names = Roles(old.SpecialTokens).Zip(Roles(trained.SpecialTokens), (now, before) => (Now: Name(old, now), Before: Name(trained, before)))
            .Where(role => role.Now is not null && role.Before is not null && role.Now != role.Before && trained.TokenToId(role.Now) is null)
            .DistinctBy(role => role.Before).ToDictionary(role => role.Before!, role => role.Now!, StringComparer.Ordinal);
        string Rename(string piece) => names.GetValueOrDefault(piece, piece);
        switch (trained.Definition.Model)
        {
            case UnigramModel unigram:
                string? unknown = unigram.UnknownId is { } id ? Rename(unigram.IdToPiece(id)!) : Name(old, old.SpecialTokens.Unknown);
                UnigramPiece[] pieces = [.. unigram.GetPieces().Select(piece => piece with { Text = Rename(piece.Text) })];
                return UnigramModel.Create(
                    unknown is null || pieces.Any(piece => piece.Text == unknown) ? pieces : [.. pieces, new UnigramPiece(unknown, 0)], unknown, unigram.ByteFallback);
            case WordPieceModel words when Enumerable.Range(0, words.IdLimit).All(piece => words.IdToPiece(piece) is not null):
                return WordPieceModel.Create(
                    [.. Enumerable.Range(0, words.IdLimit).Select(piece => Rename(words.IdToPiece(piece)!))], Rename(words.UnknownToken), words.ContinuingSubwordPrefix, words.MaxInputCharsPerWord);
            case var other:
                return other;
        }
    }

    private static int?[] Roles(SpecialTokens tokens) => [tokens.Padding, tokens.Unknown, tokens.Begin, tokens.End, tokens.Mask];

    private static string? Name(TextTokenizer tokenizer, int? id) => id is { } token ? tokenizer.IdToToken(token) : null;
}
