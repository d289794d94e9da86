namespace NlpTransfer.Metrics;

/// <summary>A score with what approximate randomisation says of it.</summary>
/// <param name="Value">The score of the corpus.</param>
/// <param name="PValue">How probable such a difference from the baseline is by chance; null for the baseline itself.</param>
/// <param name="Signature">The score's signature, the resampling included.</param>
public sealed record RandomizedScore(double Value, double? PValue, string Signature);
