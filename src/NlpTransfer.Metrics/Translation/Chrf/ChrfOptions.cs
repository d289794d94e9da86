namespace NlpTransfer.Metrics;

/// <summary>How chrF is computed; the defaults are those of sacrebleu.</summary>
public sealed record ChrfOptions
{
    /// <summary>Longest n-grams of characters; 1 to 32, default 6.</summary>
    public int CharacterOrder { get; init; } = 6;

    /// <summary>Longest n-grams of words; 0 to 16, default 0 (chrF). With 2 the score is chrF++.</summary>
    public int WordOrder { get; init; }

    /// <summary>How many times as much recall counts as precision; 1 to 100, default 2.</summary>
    public int Beta { get; init; } = 2;

    /// <summary>Whether both sides are lower-cased; default false.</summary>
    public bool LowerCase { get; init; }

    /// <summary>Whether white space counts as characters; default false.</summary>
    public bool Whitespace { get; init; }

    /// <summary>
    /// Whether each order has an F-score of its own, with 1e-16 for what is undefined, and their mean is the score (as the first chrF++ program, NLTK and Moses
    /// have it), instead of one F-score of mean precision and mean recall over the orders that both sides reach; default false.
    /// </summary>
    public bool EpsilonSmoothing { get; init; }

    internal void Validate() => new OptionFaults("chrF")
        .Require(CharacterOrder is >= 1 and <= 32, $"CharacterOrder must be from 1 to 32, not {CharacterOrder}")
        .Require(WordOrder is >= 0 and <= 16, $"WordOrder must be from 0 to 16, not {WordOrder}")
        .Require(Beta is >= 1 and <= 100, $"Beta must be from 1 to 100, not {Beta}")
        .ThrowIfAny();
}
