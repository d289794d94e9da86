namespace NlpTransfer.Training;

/// <summary>Keeps count of the best held-out loss and says when to stop.</summary>
/// <param name="patience">Epochs without improvement after which to stop; 0 never stops early but still knows the best epoch.</param>
internal sealed class EarlyStopping(int patience)
{
    /// <summary>What it remembers; a resumed run sets it.</summary>
    internal EarlyStoppingState State { get; set; } = EarlyStoppingState.Start;

    /// <summary>The best loss so far.</summary>
    internal double BestLoss => State.BestLoss;

    /// <summary>The epoch of the best loss, from 0; -1 before the first.</summary>
    internal int BestEpoch => State.BestEpoch;

    /// <summary>Whether the patience is spent.</summary>
    internal bool ShouldStop => patience > 0 && State.Since >= patience;

    /// <summary>Takes the loss of an epoch and says whether it is the best so far.</summary>
    internal bool Observe(int epoch, double loss)
    {
        bool better = loss < BestLoss;
        State = better ? new EarlyStoppingState(loss, epoch, 0) : State with { Since = State.Since + 1 };
        return better;
    }
}
