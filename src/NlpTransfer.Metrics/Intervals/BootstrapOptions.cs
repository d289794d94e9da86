namespace NlpTransfer.Metrics;

/// <summary>How a bootstrap draws.</summary>
public sealed record BootstrapOptions
{
    /// <summary>Resampled sets; 1 or more, default 2,000.</summary>
    public int Samples { get; init; } = 2_000;

    /// <summary>Share of resampled figures inside the interval; between 0 and 1, default 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Seed of the draws; default 0.</summary>
    public ulong Seed { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Samples);
        Rows.CheckShare(Confidence);
    }
}
