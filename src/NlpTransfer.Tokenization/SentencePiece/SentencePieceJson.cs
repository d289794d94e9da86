namespace NlpTransfer.Tokenization;

/// <summary>
/// Puts a tokenizer that was read from a SentencePiece file into the words of a <c>tokenizer.json</c>. Texts get the same ids but for those that spell a special
/// piece (there it is found, in SentencePiece it is not), that begin with a visible blank, that, with user-defined symbols in a BPE model, end with a blank, or
/// that have letters with separate marks which a case-folding character map knows only without them (a tokenizer.json looks graphemes up as a whole).
/// </summary>
internal static class SentencePieceJson
{
    private const string Blank = "▁";

    /// <summary>The definition as it is written; one that holds nothing of SentencePiece's own is itself.</summary>
    /// <exception cref="UsageException">It can't be expressed.</exception>
    public static TokenizerDefinition Express(TokenizerDefinition definition)
    {
        if (definition.Model is VocabularyModel)
            throw new UsageException("The tokenizer's pieces take their ids from a vocab.json beside their model, which a tokenizer.json can't say; keep the folder's files as they are.");
        bool own = definition.Normalizer is SentencePieceNormalizer || definition.Decoder is SentencePieceDecoder;
        if (!own)
            return definition;
        if (definition.Normalizer is not SentencePieceNormalizer normalizer || definition.Decoder is not SentencePieceDecoder decoder)
            throw new UsageException("The tokenizer has only one of SentencePiece's normaliser and decoder and can't be written as a tokenizer.json; give it both or neither.");
        if (!normalizer.Spec.EscapeWhitespaces)
            throw new UsageException("The SentencePiece model keeps blanks as they are (escape_whitespaces is off), which a tokenizer.json can't say; write a .model.");
        TokenModel model = definition.Model switch
        {
            UnigramModel unigram => unigram.WithoutKinds(),
            BpeModel bpe => bpe.WithoutKinds(),
            var other => other,
        };
        bool symbols = normalizer.Symbols is not null && model is BpeModel;
        var metaspace = new MetaspaceOptions(
            new(SentencePieceNormalizer.VisibleBlank),
            !normalizer.Spec.AddDummyPrefix ? MetaspaceOptions.Never : symbols ? MetaspaceOptions.First : MetaspaceOptions.Always,
            Split: Words(definition.Model));
        return definition with
        {
            Normalizer = Normalizers(normalizer, strip: !symbols),
            PreTokenizer = new MetaspacePreTokenizer(metaspace),
            Model = model,
            Decoder = Decoder(decoder, metaspace),
            AddedTokens = AddedTokens(definition, decoder, symbols),
            SentencePiece = null,
        };
    }

    /// <summary>Whether no piece reaches over the beginning of a word, so that the text may be split there.</summary>
    private static bool Words(TokenModel model)
    {
        for (int id = 0; id < model.IdLimit; id++)
        {
            if (model.IdToPiece(id) is { } piece && BpeProducts.HasInnerBlank(piece))
                return false;
        }

        return true;
    }

    private static NormalizerSequence Normalizers(SentencePieceNormalizer normalizer, bool strip)
    {
        var stages = new List<Normalizer>();
        if (normalizer.Map is { } map)
            stages.Add(new PrecompiledNormalizer(Convert.ToBase64String(normalizer.Spec.Charsmap), map));
        if (normalizer.Spec.RemoveExtraWhitespaces && strip)
            stages.Add(new StripNormalizer(Left: true, Right: true));
        if (normalizer.Spec.RemoveExtraWhitespaces)
            stages.Add(new ReplaceNormalizer(new(" {2,}", IsRegex: true), " "));
        return new(stages);
    }

    private static TokenDecoder Decoder(SentencePieceDecoder decoder, MetaspaceOptions metaspace)
    {
        if (!decoder.ByteNames)
            return new MetaspaceDecoder(metaspace);
        var stages = new List<TokenDecoder> { new ReplaceDecoder(new(Blank, IsRegex: false), " "), new ByteFallbackDecoder(), new FuseDecoder() };
        if (decoder.Spec.AddDummyPrefix)
            stages.Add(new StripDecoder(new(' '), 1, 0));
        return new DecoderSequence(stages);
    }

    private static AddedToken[] AddedTokens(TokenizerDefinition definition, SentencePieceDecoder decoder, bool symbols)
    {
        var added = definition.AddedTokens.ToDictionary(token => token.Id);
        for (int id = 0; id < definition.Model.IdLimit; id++)
        {
            if (definition.Model.IdToPiece(id) is not { } piece)
                continue;
            bool special = piece == decoder.Unknown || decoder.Silent.Contains(piece);
            if (special || (symbols && definition.Model is BpeModel bpe && bpe.IsUserDefined(id)))
                added.TryAdd(id, new(id, piece) { Special = special });
        }

        return [.. added.Values.OrderBy(token => token.Id)];
    }
}
