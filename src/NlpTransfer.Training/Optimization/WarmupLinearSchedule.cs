namespace NlpTransfer.Training;

/// <summary>A factor on the learning rate: rises linearly from 0 over the warm-up, then falls linearly to 0 at the last step.</summary>
/// <param name="TotalSteps">Steps of the run.</param>
/// <param name="WarmupFraction">Share of the steps that warm up, 0 to below 1.</param>
internal readonly record struct WarmupLinearSchedule(int TotalSteps, double WarmupFraction)
{
    /// <summary>The factor for a step.</summary>
    /// <param name="step">The step, from 0.</param>
    internal double At(int step)
    {
        int warmup = (int)Math.Ceiling(TotalSteps * WarmupFraction);
        if (step < warmup)
            return (step + 1.0) / warmup;
        int falling = Math.Max(1, TotalSteps - warmup);
        return Math.Max(0, (TotalSteps - step) / (double)falling);
    }
}
