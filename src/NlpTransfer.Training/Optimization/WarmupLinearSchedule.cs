namespace NlpTransfer.Training;

/// <summary>A factor on the learning rate: rises linearly over the warm-up to 1 at its last step, then falls linearly, and would be 0 one step after the last.</summary>
/// <param name="TotalSteps">Steps of the run.</param>
/// <param name="WarmupFraction">Share of the steps that warm up, 0 to below 1.</param>
internal readonly record struct WarmupLinearSchedule(int TotalSteps, double WarmupFraction) : ILearningRateSchedule
{
    /// <inheritdoc/>
    public double At(int step)
    {
        int warmup = (int)Math.Ceiling(TotalSteps * WarmupFraction);
        if (step < warmup)
            return (step + 1.0) / warmup;
        int falling = Math.Max(1, TotalSteps - warmup);
        return Math.Max(0, (TotalSteps - step) / (double)falling);
    }
}
