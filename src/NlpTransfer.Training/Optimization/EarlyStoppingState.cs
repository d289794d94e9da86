namespace NlpTransfer.Training;

/// <summary>What early stopping remembers.</summary>
/// <param name="BestLoss">The best loss so far.</param>
/// <param name="BestEpoch">Its epoch, from 0; -1 before the first.</param>
/// <param name="Since">Epochs since.</param>
internal readonly record struct EarlyStoppingState(double BestLoss, int BestEpoch, int Since)
{
    /// <summary>Before the first epoch.</summary>
    internal static EarlyStoppingState Start { get; } = new(double.PositiveInfinity, -1, 0);
}
