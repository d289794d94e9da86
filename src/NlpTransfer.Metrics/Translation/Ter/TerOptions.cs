namespace NlpTransfer.Metrics;

/// <summary>How TER is computed; the defaults are those of sacrebleu.</summary>
public sealed record TerOptions
{
    /// <summary>Whether punctuation is parted from words and XML's entities are read; default false.</summary>
    public bool Normalized { get; init; }

    /// <summary>Whether punctuation is left out; default false.</summary>
    public bool NoPunctuation { get; init; }

    /// <summary>
    /// Whether East Asian text is cut into characters (with <see cref="Normalized"/>) and its punctuation left out (with <see cref="NoPunctuation"/>); default false.
    /// It needs one of the two.
    /// </summary>
    public bool AsianSupport { get; init; }

    /// <summary>Whether upper and lower case differ; default false.</summary>
    public bool CaseSensitive { get; init; }

    internal void Validate() => new OptionFaults("TER")
        .Require(!AsianSupport || Normalized || NoPunctuation, "AsianSupport has an effect only with Normalized or NoPunctuation")
        .ThrowIfAny();
}
