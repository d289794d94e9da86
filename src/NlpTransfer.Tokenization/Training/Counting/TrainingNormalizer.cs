namespace NlpTransfer.Tokenization;

/// <summary>The normalizer of a tokenizer that is trained, and its effect on single words.</summary>
internal sealed class TrainingNormalizer
{
    /// <summary>White space other than the blank, written out: regular expressions of different libraries differ in what <c>\s</c> is.</summary>
    private const string WhiteSpace = "[\t-\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+";

    private readonly Normalizer? _characters;
    private readonly NormalizedText _text = new();

    public TrainingNormalizer(TokenizerTrainingOptions options)
    {
        if (options.NormalizerOf is { } tokenizer)
        {
            _characters = Whole = tokenizer.Definition.Normalizer;
            return;
        }

        var stages = new List<Normalizer>();
        if (options.Normalization != TokenizerNormalization.None)
            stages.Add(new UnicodeNormalizer(options.Normalization.ToString().ToUpperInvariant()));
        if (options.Lowercase)
            stages.Add(new LowercaseNormalizer());
        _characters = stages.Count == 0 ? null : new NormalizerSequence([.. stages]);
        stages.Add(new ReplaceNormalizer(new TextPattern(WhiteSpace, IsRegex: true), " "));

        // Beside a symbol that is found in the text, the blank at the end of a stretch parts it from the symbol.
        if (options.UserDefinedSymbols.Count == 0)
            stages.Add(new StripNormalizer(Left: true, Right: true));
        Whole = new NormalizerSequence(stages);
    }

    /// <summary>What the trained tokenizer carries, or null.</summary>
    public Normalizer? Whole { get; }

    /// <summary>The normalizer as a SentencePiece model can hold it: with a compiled character map in the place of a normal form.</summary>
    public static Normalizer? AsCharacterMap(TokenizerTrainingOptions options)
    {
        if (options.NormalizerOf is { } tokenizer)
            return tokenizer.Definition.Normalizer;
        byte[] map = CharacterMapBuilder.Build(NormalizationRules.Of(options.Normalization, options.Lowercase));
        return new NormalizerSequence(
        [
            new PrecompiledNormalizer(Convert.ToBase64String(map), CharacterMap.TryParse(map, out string reason) ?? throw new InvalidOperationException(reason)),
            new ReplaceNormalizer(new TextPattern(" {2,}", IsRegex: true), " "),
        ]);
    }

    /// <summary>The same for a normalizer that a trained tokenizer carries, read from its tokenizer.json; one that no training makes is itself.</summary>
    public static Normalizer? AsCharacterMap(Normalizer? whole)
    {
        IReadOnlyList<Normalizer> stages = whole is NormalizerSequence sequence ? sequence.Normalizers : whole is null ? [] : [whole];
        var options = new TokenizerTrainingOptions { Normalization = TokenizerNormalization.None };
        foreach (Normalizer stage in stages)
        {
            switch (stage)
            {
                case UnicodeNormalizer unicode when Enum.TryParse(unicode.Type, ignoreCase: true, out TokenizerNormalization form):
                    options = options with { Normalization = form };
                    break;
                case LowercaseNormalizer:
                    options = options with { Lowercase = true };
                    break;
                case ReplaceNormalizer { Pattern: { IsRegex: true, Pattern: WhiteSpace }, Content: " " } or StripNormalizer { Left: true, Right: true }:
                    break;
                default:
                    return whole;
            }
        }

        return stages.Count == 0 ? whole : AsCharacterMap(options);
    }

    /// <summary>What becomes of a word; blanks and visible blanks in the result part words.</summary>
    public ReadOnlySpan<char> Normalize(string word)
    {
        if (_characters is null)
            return word;
        _text.Reset(word, 0);
        _characters.Normalize(_text);
        return _text.Text;
    }
}
