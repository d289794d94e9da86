namespace NlpTransfer.Training;

/// <summary>Keeps count of the best held-out loss and says when to stop.</summary>
/// <param name="patience">Epochs without improvement after which to stop; 0 never stops early but still knows the best epoch.</param>
internal sealed class EarlyStopping(int patience)
{
    private int _since;

    /// <summary>The best loss so far.</summary>
    internal double BestLoss { get; private set; } = double.PositiveInfinity;

    /// <summary>The epoch of the best loss, from 0; -1 before the first.</summary>
    internal int BestEpoch { get; private set; } = -1;

    /// <summary>Whether the patience is spent.</summary>
    internal bool ShouldStop => patience > 0 && _since >= patience;

    /// <summary>Takes the loss of an epoch and says whether it is the best so far.</summary>
    internal bool Observe(int epoch, double loss)
    {
        if (loss < BestLoss)
        {
            (BestLoss, BestEpoch, _since) = (loss, epoch, 0);
            return true;
        }

        _since++;
        return false;
    }
}
