namespace NlpTransfer.Tokenization;

/// <summary>The pieces of a tokenizer as a SentencePiece file has them.</summary>
internal static class SentencePieceEntries
{
    public static SentencePieceEntry[] Of(TokenizerDefinition definition)
    {
        TokenModel model = definition.Model;
        PieceKinds? kinds = (model as UnigramModel)?.SentencePieceKinds ?? (model as BpeModel)?.SentencePieceKinds;
        Dictionary<int, AddedToken> added = definition.AddedTokens.ToDictionary(token => token.Id);
        int count = Math.Max(model.IdLimit, added.Count == 0 ? 0 : added.Keys.Max() + 1);
        float[] scores = model switch
        {
            UnigramModel unigram => [.. Enumerable.Range(0, unigram.IdLimit).Select(id => (float)unigram.Score(id))],
            BpeModel bpe when definition.SentencePiece is { } file && kinds is not null => [.. file.Pieces.Select(piece => piece.Score)],
            BpeModel bpe => BpeScores.Of(bpe),
            _ => throw SentencePieceWriter.Refuse($"its model is {model.Type}, and only Unigram and BPE can"),
        };
        if (model.UnknownId is null)
            throw SentencePieceWriter.Refuse("it has no unknown piece");
        bool bytes = model is UnigramModel { ByteFallback: true } or BpeModel { Options.ByteFallback: true };
        var entries = new SentencePieceEntry[count];
        for (int id = 0; id < count; id++)
        {
            string text = model.IdToPiece(id) ?? (added.TryGetValue(id, out AddedToken? token) ? token.Content
                : throw SentencePieceWriter.Refuse($"no piece has the id {id}"));
            PieceKind kind = kinds is not null && id < kinds.Count ? kinds[id]
                : id == model.UnknownId ? PieceKind.Unknown
                : bytes && BytePieces.TryParse(text, out _) ? PieceKind.Byte
                : !added.TryGetValue(id, out token) ? PieceKind.Normal
                : token.Special ? PieceKind.Control : PieceKind.UserDefined;
            entries[id] = new(text, id < scores.Length ? scores[id] : 0, kind, kind != PieceKind.Normal);
        }

        if (model is BpeModel own && kinds is null)
            BpeScores.Check(own, entries);
        return entries;
    }
}
