namespace NlpTransfer.Training;

/// <summary>A batch that is computed in parts, one after the other, whose gradients add up to one step: that needs no more memory than the largest part.</summary>
/// <typeparam name="TBatch">What an objective reads.</typeparam>
internal interface IPartedBatch<TBatch>
{
    /// <summary>The parts, in order; disposed with the batch.</summary>
    IReadOnlyList<TBatch> Parts { get; }
}
