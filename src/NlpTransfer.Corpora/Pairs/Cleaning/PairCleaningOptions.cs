using System.Globalization;

namespace NlpTransfer.Corpora;

/// <summary>Which pairs are left out of training. Every check can be switched off.</summary>
public sealed record PairCleaningOptions
{
    /// <summary>How many times longer one side may be than the other, in characters (code points), 15 of them granted to both so that short pairs may differ; 1 and above, default 3. 0 switches the check off.</summary>
    public double MaximumRatio { get; init; } = 3;

    /// <summary>The longest side in characters (code points); 1 and above, default 2,000. 0 switches the check off.</summary>
    public int MaximumLength { get; init; } = 2_000;

    /// <summary>Whether pairs whose sides are the same are left out; default true.</summary>
    public bool Identical { get; init; } = true;

    /// <summary>Whether repeated pairs are left out; default true. It keeps 16 bytes a pair.</summary>
    public bool Duplicates { get; init; } = true;

    /// <summary>Whether pairs are left out whose numbers of two digits and more differ, whatever digits and separators they are written with; default true.</summary>
    public bool Numbers { get; init; } = true;

    /// <summary>Whether pairs are left out whose placeholders, tags or addresses differ; default true.</summary>
    public bool Placeholders { get; init; } = true;

    /// <summary>Checks the options.</summary>
    /// <exception cref="UsageException">Names every fault.</exception>
    public void Validate() => new OptionFaults("cleaning of pairs")
        .Require(MaximumRatio is 0 or (>= 1 and < double.PositiveInfinity), string.Create(CultureInfo.InvariantCulture, $"MaximumRatio must be 1 or more, or 0 for no limit, not {MaximumRatio}"))
        .Require(MaximumLength >= 0, string.Create(CultureInfo.InvariantCulture, $"MaximumLength must be 1 or more, or 0 for no limit, not {MaximumLength}"))
        .ThrowIfAny();
}
