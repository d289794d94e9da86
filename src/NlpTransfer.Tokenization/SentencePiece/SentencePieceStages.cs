namespace NlpTransfer.Tokenization;

/// <summary>Finds in the stages of a <c>tokenizer.json</c> what SentencePiece's own normaliser does.</summary>
internal static class SentencePieceStages
{
    private const string Blank = "▁";

    public static SentencePieceSpec Read(TokenizerDefinition definition)
    {
        bool bytes = definition.Model switch
        {
            UnigramModel unigram => unigram.ByteFallback,
            BpeModel bpe => bpe.Options.ByteFallback,
            var other => throw SentencePieceWriter.Refuse($"its model is {other.Type}, and only Unigram and BPE can"),
        };
        var spec = new SentencePieceSpec { ModelType = definition.Model.Type, ByteFallback = bytes, RemoveExtraWhitespaces = false, AddDummyPrefix = false };
        bool marked = false;
        foreach (Normalizer normalizer in Flatten(definition.Normalizer))
            spec = Add(spec, normalizer, ref marked);
        bool split = false;
        foreach (PreTokenizer preTokenizer in Flatten(definition.PreTokenizer))
        {
            switch (preTokenizer)
            {
                case WhitespaceSplitPreTokenizer:
                    split = true;
                    spec = spec with { RemoveExtraWhitespaces = true };
                    break;
                case MetaspacePreTokenizer { Options: var options } when options.Replacement.Value == SentencePieceNormalizer.VisibleBlank:
                    split |= options.Split;
                    marked = true;
                    spec = spec with { AddDummyPrefix = options.PrependScheme != MetaspaceOptions.Never };
                    break;
                default:
                    throw SentencePieceWriter.Refuse($"it splits text with {preTokenizer.Type}, which SentencePiece does not have");
            }
        }

        if (!marked)
            throw SentencePieceWriter.Refuse("it does not make blanks visible as '▁'");
        for (int id = 0; split && id < definition.Model.IdLimit; id++)
        {
            if (definition.Model.IdToPiece(id) is { } piece && BpeProducts.HasInnerBlank(piece))
                throw SentencePieceWriter.Refuse($"it splits at blanks, which the piece '{piece}' reaches over");
        }

        return spec;
    }

    private static SentencePieceSpec Add(SentencePieceSpec spec, Normalizer normalizer, ref bool marked)
    {
        switch (normalizer)
        {
            case PrecompiledNormalizer precompiled when spec.Charsmap.Length == 0:
                return spec with { Charsmap = Convert.FromBase64String(precompiled.Charsmap) };
            case StripNormalizer { Right: true }:
                return spec;
            case ReplaceNormalizer { Pattern: { IsRegex: true, Pattern: " {2,}" }, Content: " " or Blank }:
                return spec with { RemoveExtraWhitespaces = true };
            case PrependNormalizer { Prepend: Blank }:
                return spec with { AddDummyPrefix = true };
            case ReplaceNormalizer { Pattern: { IsRegex: false, Pattern: " " }, Content: Blank }:
                marked = true;
                return spec;
            default:
                throw SentencePieceWriter.Refuse($"its normalizer {normalizer.Type} does what a character map does not say here");
        }
    }

    private static IEnumerable<Normalizer> Flatten(Normalizer? normalizer) => normalizer switch
    {
        null => [],
        NormalizerSequence sequence => sequence.Normalizers.SelectMany(Flatten),
        _ => [normalizer],
    };

    private static IEnumerable<PreTokenizer> Flatten(PreTokenizer? preTokenizer) => preTokenizer switch
    {
        null => [],
        PreTokenizerSequence sequence => sequence.PreTokenizers.SelectMany(Flatten),
        _ => [preTokenizer],
    };
}
