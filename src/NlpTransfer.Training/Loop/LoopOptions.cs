namespace NlpTransfer.Training;

/// <summary>How long the loop runs and how it steps.</summary>
/// <param name="LearningRate">The peak rate, for messages.</param>
/// <param name="Epochs">Epochs, after each of which the held-out loss is taken.</param>
/// <param name="MaxSteps">Steps at most; null for no limit.</param>
/// <param name="WarmupFraction">Share of the steps over which the rate rises.</param>
/// <param name="ClipNorm">Largest norm of all gradients; 0 for any.</param>
/// <param name="Patience">Epochs without a better held-out loss after which to end; 0 never ends early.</param>
internal sealed record LoopOptions(double LearningRate, int Epochs, int? MaxSteps, double WarmupFraction, double ClipNorm, int Patience)
{
    /// <summary>What an epoch is called in progress, where it is not a pass over all rows.</summary>
    internal string EpochName { get; init; } = "epoch";

    /// <summary>The held-out loss of the weights as they are before the first step, to go back to where training makes nothing better; null for always taking the trained ones.</summary>
    internal double? LossBefore { get; init; }

    /// <summary>Ends the run when its time is up: unlike a cancellation, with a last measurement.</summary>
    internal CancellationToken TimeIsUp { get; init; }

    /// <summary>How the rate falls after the warm-up.</summary>
    internal LearningRateDecay Decay { get; init; }

    /// <summary>Averages the weights; what is measured and kept is then the average. Null for none.</summary>
    internal WeightAverage? Average { get; init; }

    /// <summary>Told of every step, after it.</summary>
    internal Action<StepReport>? OnStep { get; init; }

    /// <summary>What else of the loop's course belongs into checkpoints; null for nothing.</summary>
    internal ILoopMemory? Memory { get; init; }

    /// <summary>The stage's checkpoints, from which the loop goes on and into which it writes; null for none.</summary>
    internal StageCheckpoints? Checkpoints { get; init; }
}
