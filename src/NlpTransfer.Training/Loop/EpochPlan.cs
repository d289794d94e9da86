namespace NlpTransfer.Training;

/// <summary>The batches of one epoch.</summary>
/// <typeparam name="TBatch">What a step reads.</typeparam>
/// <param name="Count">How many there are.</param>
/// <param name="Batches">Makes them one after the other; each is disposed after its step.</param>
internal sealed record EpochPlan<TBatch>(int Count, IEnumerable<(TBatch Batch, int Tokens)> Batches);
