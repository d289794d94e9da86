namespace NlpTransfer.Training;

/// <summary>A factor on the learning rate: rises linearly over the warm-up to 1 at its last step, then falls with one over the square root of the step.</summary>
/// <param name="TotalSteps">Steps of the run.</param>
/// <param name="WarmupFraction">Share of the steps that warm up, 0 to below 1; without warm-up the rate falls from the first step.</param>
internal readonly record struct WarmupInverseSquareRootSchedule(int TotalSteps, double WarmupFraction) : ILearningRateSchedule
{
    /// <inheritdoc/>
    public double At(int step)
    {
        int warmup = Math.Max(1, (int)Math.Ceiling(TotalSteps * WarmupFraction));
        return Math.Min((step + 1.0) / warmup, Math.Sqrt(warmup / (step + 1.0)));
    }
}
