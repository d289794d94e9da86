namespace NlpTransfer.Metrics;

/// <summary>How translation scores are resampled; the defaults are those of sacrebleu.</summary>
public sealed record PairedTestOptions
{
    /// <summary>Resampled corpora of the bootstrap; 1 to 1,000,000, default 1,000.</summary>
    public int BootstrapSamples { get; init; } = 1_000;

    /// <summary>Trials of approximate randomisation; 1 to 1,000,000, default 10,000.</summary>
    public int RandomizationTrials { get; init; } = 10_000;

    /// <summary>Seed of numpy's generator; default 12345.</summary>
    public ulong Seed { get; init; } = 12345;

    internal void Validate() => new OptionFaults("paired tests")
        .Require(BootstrapSamples is >= 1 and <= 1_000_000, $"BootstrapSamples must be from 1 to 1,000,000, not {BootstrapSamples}")
        .Require(RandomizationTrials is >= 1 and <= 1_000_000, $"RandomizationTrials must be from 1 to 1,000,000, not {RandomizationTrials}")
        .ThrowIfAny();
}
