namespace NlpTransfer.Metrics;

/// <summary>A score with what the bootstrap says of it.</summary>
/// <param name="Value">The score of the corpus.</param>
/// <param name="Mean">Mean over the resampled corpora.</param>
/// <param name="HalfWidth">Half the width of the middle 95 % of the resampled scores.</param>
/// <param name="Low">Their lower end.</param>
/// <param name="High">Their upper end.</param>
/// <param name="PValue">How probable such a difference from the baseline is by chance; null for the baseline itself.</param>
/// <param name="Signature">The score's signature, the resampling included.</param>
public sealed record BootstrappedScore(double Value, double Mean, double HalfWidth, double Low, double High, double? PValue, string Signature);
