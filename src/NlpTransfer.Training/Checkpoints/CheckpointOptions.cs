using System.Globalization;

namespace NlpTransfer.Training;

/// <summary>How often a training writes checkpoints, how many stay, and what becomes of those of an earlier run.</summary>
public sealed record CheckpointOptions
{
    /// <summary>Optimiser steps between two checkpoints. Default 200; at least 1. The end of a stage and an interruption write one too.</summary>
    public int Every { get; init; } = 200;

    /// <summary>How many stay, the newest ones; older ones are removed once a new one is whole. Default 2, so that one that was damaged is no loss; from 1 to 100,000.</summary>
    public int Keep { get; init; } = 2;

    /// <summary>Whether to go on where an earlier run of the same command and inputs stopped. Default false. Where no checkpoint is there, the run begins anew.</summary>
    public bool Resume { get; init; }

    /// <summary>Whether checkpoints of another run that stand there are removed. Default false: they are refused. Without effect with <see cref="Resume"/>.</summary>
    public bool Replace { get; init; }

    /// <summary>Checks every range.</summary>
    /// <exception cref="UsageException">Names all options that are out of their range.</exception>
    public void Validate() => new OptionFaults("checkpoints")
        .Require(Every >= 1, string.Create(CultureInfo.InvariantCulture, $"{nameof(Every)} must be at least 1, not {Every}"))
        .Require(Keep is >= 1 and <= 100_000, string.Create(CultureInfo.InvariantCulture, $"{nameof(Keep)} must be from 1 to 100000, not {Keep}"))
        .ThrowIfAny();
}
