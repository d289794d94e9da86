namespace NlpTransfer.Tokenization;

/// <summary>
/// A Marian folder (Junczys-Dowmunt et al. 2018): two SentencePiece models for the two languages, whose pieces take their ids from one vocab.json. Text in the
/// source language is encoded, and what is decoded is in the target language.
/// </summary>
internal static class MarianFolder
{
    public const string SourceName = "source.spm";
    public const string TargetName = "target.spm";

    public static TokenizerDefinition Read(SentencePieceFolder folder)
    {
        bool isTarget = Path.GetFileName(folder.Path) == TargetName;
        string vocabularyFile = folder.Beside(isTarget && File.Exists(folder.Beside("target_vocab.json")) ? "target_vocab.json" : "vocab.json");
        NumberedPieces vocabulary = VocabularyJson.Read(vocabularyFile);
        SpecialTokenNames names = folder.Config.SpecialTokenNames;
        string end = names.End ?? "</s>";
        string unknown = names.Unknown ?? "<unk>";
        string padding = names.Padding ?? "<pad>";
        SpecialPiece Piece(string token) => new(token, vocabulary.Find(token) is >= 0 and int id ? id : throw new ModelFormatException(
            $"{vocabularyFile} has no piece '{token}', which a Marian model needs."));
        TokenizerDefinition inner = SentencePieceReader.Make(folder.File, folder.Path);
        string target = folder.Beside(TargetName);
        TokenDecoder? decoder = isTarget || !File.Exists(target) ? inner.Decoder : SentencePieceReader.Read(TokenizerFiles.ReadAll(target), target).Decoder;
        return new()
        {
            Normalizer = inner.Normalizer,
            Model = new VocabularyModel(inner.Model, vocabulary, Piece(unknown).Id),
            PostProcessor = SpecialTemplates.Around([], [], [Piece(end)]),
            Decoder = decoder,
            AddedTokens = [.. new[] { end, unknown, padding }.Select(Piece).Concat(Languages(vocabulary)).DistinctBy(piece => piece.Id)
                .OrderBy(piece => piece.Id).Select(piece => new AddedToken(piece.Id, piece.Token) { Special = true })],
            SpecialTokenNames = new() { Unknown = unknown, End = end, Padding = padding },
        };
    }

    /// <summary>Pieces like <c>&gt;&gt;fra&lt;&lt;</c>, which name the target language in a model of several.</summary>
    private static IEnumerable<SpecialPiece> Languages(NumberedPieces vocabulary)
    {
        for (int id = 0; id < vocabulary.IdLimit; id++)
        {
            if (vocabulary.Get(id) is { Length: > 4 } piece && piece.StartsWith(">>", StringComparison.Ordinal) && piece.EndsWith("<<", StringComparison.Ordinal))
                yield return new(piece, id);
        }
    }
}
