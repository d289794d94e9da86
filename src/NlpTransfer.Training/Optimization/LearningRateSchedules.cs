namespace NlpTransfer.Training;

/// <summary>The schedules by the name of their decay.</summary>
internal static class LearningRateSchedules
{
    /// <summary>Makes a schedule.</summary>
    /// <param name="decay">How the rate falls.</param>
    /// <param name="totalSteps">Steps of the run.</param>
    /// <param name="warmupFraction">Share of them that warm up, 0 to below 1.</param>
    internal static ILearningRateSchedule Create(LearningRateDecay decay, int totalSteps, double warmupFraction) => decay switch
    {
        LearningRateDecay.Linear => new WarmupLinearSchedule(totalSteps, warmupFraction),
        LearningRateDecay.Cosine => new WarmupCosineSchedule(totalSteps, warmupFraction),
        LearningRateDecay.InverseSquareRoot => new WarmupInverseSquareRootSchedule(totalSteps, warmupFraction),
        _ => throw new ArgumentOutOfRangeException(nameof(decay), decay, "no such decay"),
    };
}
