namespace NlpTransfer;

/// <summary>How far a long piece of work has come; reported through <see cref="IProgress{T}"/> by everything that takes more than a second.</summary>
/// <param name="Phase">What is being done, as a user would say it: "embedding yor", "stage 2, epoch 3 of 5".</param>
/// <param name="Done">Units finished in this phase.</param>
/// <param name="Total">Units of this phase in all; 0 where it is not known.</param>
/// <param name="Detail">Figures worth showing beside the bar, such as "loss 1.23, 840 tokens/s"; null for none.</param>
public readonly record struct WorkProgress(string Phase, long Done, long Total, string? Detail = null);
