namespace NlpTransfer.LinearModels;

/// <summary>What a combined classifier consists of, for showing it.</summary>
/// <param name="Kind">letters, kernel, frozen, or encoder for a fine-tuned classifier.</param>
/// <param name="Weight">What its log-probabilities are multiplied by.</param>
public sealed record CombinedPart(string Kind, double Weight);
