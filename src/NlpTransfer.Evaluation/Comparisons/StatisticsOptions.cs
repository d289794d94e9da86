using System.Globalization;

namespace NlpTransfer.Evaluation;

/// <summary>How intervals and tests are computed.</summary>
public sealed record StatisticsOptions
{
    /// <summary>Level of the intervals; verdicts are given at one minus it. Default 0.95; from 0.5 to 0.999.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Resampled sets of a bootstrap interval. Default 2,000; from 100 to 1,000,000.</summary>
    public int BootstrapSamples { get; init; } = 2_000;

    /// <summary>Random flips of a permutation test, used where rows come in groups. Default 10,000; from 100 to 10,000,000.</summary>
    public int PermutationSamples { get; init; } = 10_000;

    /// <summary>Seed of all draws. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Level of the tests.</summary>
    internal double Level => 1 - Confidence;

    internal BootstrapOptions Bootstrap => new() { Samples = BootstrapSamples, Confidence = Confidence, Seed = Seed };

    internal OptionFaults Check(OptionFaults faults) => faults
        .Require(Confidence is >= 0.5 and <= 0.999, Fault(nameof(Confidence), "from 0.5 to 0.999", Confidence))
        .Require(BootstrapSamples is >= 100 and <= 1_000_000, Fault(nameof(BootstrapSamples), "from 100 to 1000000", BootstrapSamples))
        .Require(PermutationSamples is >= 100 and <= 10_000_000, Fault(nameof(PermutationSamples), "from 100 to 10000000", PermutationSamples));

    internal static string Fault(string name, string range, IFormattable value) =>
        $"{name} must be {range}, not {value.ToString(null, CultureInfo.InvariantCulture)}";
}
