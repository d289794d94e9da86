namespace NlpTransfer.Training;

/// <summary>Where a loop stands: its counters. What it draws follows from seed, purpose, epoch and step, so that nothing of a generator has to be kept beside.</summary>
internal sealed record LoopState
{
    /// <summary>Optimiser steps taken in this stage.</summary>
    internal int Step { get; init; }

    /// <summary>Tokens read, padding not counted.</summary>
    internal long Tokens { get; init; }

    /// <summary>The epoch, from 0.</summary>
    internal int Epoch { get; init; }

    /// <summary>Batches of the epoch that were read; all of them where its measurement is what comes next.</summary>
    internal int InEpoch { get; init; }

    /// <summary>Sum of the losses of the epoch's steps.</summary>
    internal double LossSum { get; init; }

    /// <summary>Mean loss of the last epoch's steps; not a number before the first.</summary>
    internal double LastLoss { get; init; } = double.NaN;

    /// <summary>Whether held-out loss was measured.</summary>
    internal bool Measured { get; init; }

    /// <summary>Steps that the schedule counts on; 0 before the first epoch is planned.</summary>
    internal int TotalSteps { get; init; }

    /// <summary>Time that the stage took so far.</summary>
    internal double Seconds { get; init; }

    /// <summary>Best held-out loss and what follows from it.</summary>
    internal EarlyStoppingState Stopping { get; init; } = EarlyStoppingState.Start;

    /// <summary>What else was kept of the loop's course, see <see cref="LoopOptions.Memory"/>; null for nothing.</summary>
    internal string? Memory { get; init; }

    /// <summary>The losses' course.</summary>
    internal LossCourse Course { get; init; } = LossCourse.Start;
}
