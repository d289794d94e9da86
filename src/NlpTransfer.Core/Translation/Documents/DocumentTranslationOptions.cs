namespace NlpTransfer;

/// <summary>How documents are cut for translation.</summary>
public sealed record DocumentTranslationOptions
{
    /// <summary>
    /// The longest sentence that is translated whole, in what <see cref="Measure"/> counts; longer ones are cut at clauses or words, translated in parts and joined. Default 400, from
    /// 16 to 1,000,000.
    /// </summary>
    public int MaximumLength { get; init; } = 400;

    /// <summary>How long a text is, such as its number of tokens. It must not shrink when a text grows. Default null: UTF-16 code units.</summary>
    public Func<string, int>? Measure { get; init; }

    /// <summary>Checks the options.</summary>
    /// <exception cref="UsageException">A value is out of range.</exception>
    public void Validate() => new OptionFaults("document translation")
        .Require(MaximumLength is >= 16 and <= 1_000_000, FormattableString.Invariant($"MaximumLength must be from 16 to 1,000,000, not {MaximumLength}"))
        .ThrowIfAny();
}
