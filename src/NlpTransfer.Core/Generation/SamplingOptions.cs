using System.Globalization;

namespace NlpTransfer;

/// <summary>How tokens are drawn instead of taken for their probability (Fan et al. 2018; Holtzman et al. 2020).</summary>
public sealed record SamplingOptions
{
    /// <summary>What logits are divided by: above 0, at most 100. Default 1; below it the draw is sharper.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>Only so many of the most probable tokens are drawn from: 0 (default, all) to a million.</summary>
    public int TopTokens { get; init; }

    /// <summary>Only the most probable tokens that together reach this probability are drawn from: above 0, at most 1 (default, all).</summary>
    public double TopProbability { get; init; } = 1;

    /// <summary>The draws follow from it.</summary>
    public ulong Seed { get; init; } = 1;

    internal void Check(OptionFaults faults) => faults
        .Require(Temperature is > 0 and <= 100, string.Create(CultureInfo.InvariantCulture, $"Temperature must be above 0 and at most 100, not {Temperature}"))
        .Require(TopTokens is >= 0 and <= 1_000_000, string.Create(CultureInfo.InvariantCulture, $"TopTokens must be from 0 to 1000000, not {TopTokens}"))
        .Require(TopProbability is > 0 and <= 1, string.Create(CultureInfo.InvariantCulture, $"TopProbability must be above 0 and at most 1, not {TopProbability}"));
}
