namespace NlpTransfer.Training;

/// <summary>What a training took and gave.</summary>
/// <param name="Steps">Optimiser steps.</param>
/// <param name="Tokens">Tokens that were read, padding not counted.</param>
/// <param name="Seconds">Time of the steps, evaluation included.</param>
/// <param name="Interrupted">Whether it was cancelled before its end; the weights are then the best, or else the last, that there were.</param>
public sealed record TrainingRun(int Steps, long Tokens, double Seconds, bool Interrupted)
{
    /// <summary>No training at all.</summary>
    public static TrainingRun None { get; } = new(0, 0, 0, false);

    /// <summary>Mean loss of the last epoch's steps; null where nothing was trained.</summary>
    public double? Loss { get; init; }

    /// <summary>How it kept to its memory; null where nothing was trained.</summary>
    public MemoryUse? Memory { get; init; }

    /// <summary>Tokens a second; 0 where nothing was trained.</summary>
    public double TokensPerSecond => Seconds > 0 ? Tokens / Seconds : 0;

    /// <summary>Both runs, one after the other.</summary>
    public static TrainingRun operator +(TrainingRun first, TrainingRun second) =>
        new(first.Steps + second.Steps, first.Tokens + second.Tokens, first.Seconds + second.Seconds, first.Interrupted || second.Interrupted)
        {
            Loss = second.Loss ?? first.Loss,
            Memory = MemoryUse.Join(first.Memory, second.Memory),
        };

    /// <summary>Both runs, one after the other.</summary>
    public static TrainingRun Add(TrainingRun left, TrainingRun right) => left + right;
}
