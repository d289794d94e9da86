using System.Text;

namespace NlpTransfer.Tokenization;

/// <summary>Puts a tokenizer around a trained vocabulary, with SentencePiece's visible blanks and a template of special tokens.</summary>
internal static class TokenizerAssembly
{
    /// <summary>Makes the tokenizer.</summary>
    /// <param name="material">The options, the pieces that are fixed, the normalizer.</param>
    /// <param name="model">A model whose ids begin with the fixed pieces.</param>
    public static TextTokenizer Create(TrainingMaterial material, TokenModel model)
    {
        SpecialTokenNames names = material.Options.SpecialTokens;
        bool symbols = material.Options.UserDefinedSymbols.Count > 0;
        var blanks = new MetaspaceOptions(new Rune(WordCounter.Blank), symbols ? MetaspaceOptions.First : MetaspaceOptions.Always, Split: true);
        return new(new TokenizerDefinition
        {
            Normalizer = material.Normalizer.Whole,
            PreTokenizer = new MetaspacePreTokenizer(blanks),
            Model = model,
            PostProcessor = Template(names, model),
            Decoder = Decoder(new MetaspaceDecoder(blanks), material.Options.ByteFallback),
            AddedTokens = [.. Added(material)],
            SpecialTokenNames = names,
        });
    }

    private static IEnumerable<AddedToken> Added(TrainingMaterial material)
    {
        int specials = material.Options.SpecialNames.Count(name => name is not null);
        for (int id = 0; id < specials + material.Options.UserDefinedSymbols.Count; id++)
        {
            string piece = material.FixedPieces[id];
            yield return new(id, piece) { Special = id < specials, LStrip = piece == material.Options.SpecialTokens.Mask };
        }
    }

    private static TokenDecoder Decoder(MetaspaceDecoder blanks, bool bytes) =>
        bytes ? new DecoderSequence([new ByteFallbackDecoder(), blanks]) : blanks;

    private static TemplateProcessing? Template(SpecialTokenNames names, TokenModel model)
    {
        SpecialPiece? Piece(string? name) => name is null ? null : new(name, model.PieceToId(name)!.Value);
        SpecialPiece? begin = Piece(names.Begin);
        SpecialPiece? end = Piece(names.End);
        if (begin is null && end is null)
            return null;
        IEnumerable<TemplateItem> Items(SpecialPiece? piece) => piece is null ? [] : [TemplateItem.Of(piece, 0)];
        TemplateItem[] single = [.. Items(begin), TemplateItem.Of(0, 0), .. Items(end)];
        TemplateItem[] pair = [.. single, .. Items(end), TemplateItem.Of(1, 0), .. Items(end)];
        SpecialPiece[] specials = [.. new[] { begin, end }.OfType<SpecialPiece>().DistinctBy(piece => piece.Token)];
        return new(single, pair, [.. specials.Select(piece => new TemplateSpecial(piece.Token, piece.Token, [piece]))]);
    }
}
