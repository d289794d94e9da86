using System.Globalization;

namespace NlpTransfer.Training;

/// <summary>How many models a training keeps on the way, and what becomes of those of an earlier run.</summary>
public sealed record SnapshotOptions
{
    /// <summary>How many, at evenly spaced steps: 4 of 1,000 steps are those after 200, 400, 600 and 800. Default 4; at least 1, and fewer than the run has steps.</summary>
    public int Count { get; init; } = 4;

    /// <summary>Whether those of a run that was stopped may stand there, which goes on. Default false. Those of another run are refused.</summary>
    public bool Resume { get; init; }

    /// <summary>Whether those that stand there are removed. Default false: they are refused. Without effect with <see cref="Resume"/>.</summary>
    public bool Replace { get; init; }

    /// <summary>What their cards are to say besides; null, the default, for nothing.</summary>
    public AdaptedCard? Card { get; init; }

    /// <summary>Checks every range.</summary>
    /// <exception cref="UsageException">Names all options that are out of their range.</exception>
    public void Validate() => new OptionFaults("snapshots")
        .Require(Count >= 1, string.Create(CultureInfo.InvariantCulture, $"{nameof(Count)} must be at least 1, not {Count}"))
        .ThrowIfAny();
}
