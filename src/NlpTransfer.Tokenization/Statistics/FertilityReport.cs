namespace NlpTransfer.Tokenization;

/// <summary>How well a vocabulary fits a language, counted over texts without special tokens. A word is what stands between white space.</summary>
/// <param name="Texts">Number of texts.</param>
/// <param name="Words">Number of words.</param>
/// <param name="ContinuedWords">Number of words that more than one token touches.</param>
/// <param name="Tokens">Number of tokens.</param>
/// <param name="UnknownTokens">Number of tokens that are the unknown piece.</param>
/// <param name="Bytes">Bytes of the texts in UTF-8.</param>
public sealed record FertilityReport(long Texts, long Words, long ContinuedWords, long Tokens, long UnknownTokens, long Bytes)
{
    /// <summary>Code points of the texts.</summary>
    public long Characters { get; init; }

    /// <summary>Which pieces occurred.</summary>
    public VocabularyUse Use { get; init; } = new(0);

    /// <summary>Tokens a word (Ács 2019; Rust et al. 2021); 1 is the least, NaN without words.</summary>
    public double Fertility => (double)Tokens / Words;

    /// <summary>Share of words that are split; NaN without words.</summary>
    public double ContinuedWordRate => (double)ContinuedWords / Words;

    /// <summary>Share of tokens that are unknown; NaN without tokens.</summary>
    public double UnknownRate => (double)UnknownTokens / Tokens;

    /// <summary>Bytes a token; NaN without tokens.</summary>
    public double BytesPerToken => (double)Bytes / Tokens;

    /// <summary>Code points a token; NaN without tokens.</summary>
    public double CharactersPerToken => (double)Characters / Tokens;

    /// <summary>The counts of two reports together.</summary>
    /// <param name="other">Another report.</param>
    public FertilityReport Add(FertilityReport other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(
            Texts + other.Texts,
            Words + other.Words,
            ContinuedWords + other.ContinuedWords,
            Tokens + other.Tokens,
            UnknownTokens + other.UnknownTokens,
            Bytes + other.Bytes)
        {
            Characters = Characters + other.Characters,
            Use = Use.Union(other.Use),
        };
    }
}
