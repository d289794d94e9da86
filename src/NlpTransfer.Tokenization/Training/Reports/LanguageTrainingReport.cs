namespace NlpTransfer.Tokenization;

/// <summary>What training saw of one language.</summary>
public sealed record LanguageTrainingReport
{
    /// <summary>The language, or null where texts named none.</summary>
    public required string? Language { get; init; }

    /// <summary>Number of texts.</summary>
    public required long Texts { get; init; }

    /// <summary>Running words: what stands between white space.</summary>
    public required long Words { get; init; }

    /// <summary>Different words that were kept.</summary>
    public required int DistinctWords { get; init; }

    /// <summary>Running words that were left out, because there were more different words than <see cref="TokenizerTrainingOptions.MaximumWords"/>.</summary>
    public required long LeftOutWords { get; init; }

    /// <summary>Tokens a word with the trained tokenizer, over the words kept.</summary>
    public required double Fertility { get; init; }

    /// <summary>Share of the tokens that are unknown, over the words kept.</summary>
    public required double UnknownRate { get; init; }

    /// <summary>What makes texts differ that look the same.</summary>
    public required UnicodeReport Unicode { get; init; }
}
