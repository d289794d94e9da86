namespace NlpTransfer.Corpora;

/// <summary>How long texts are. Quantiles are exact up to a length of 10,000; longer ones count as their true length in mean and largest only.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Smallest">The smallest.</param>
/// <param name="Median">The least length that half of the texts do not exceed.</param>
/// <param name="Percentile95">The least length that 95 % of the texts do not exceed.</param>
/// <param name="Largest">The largest.</param>
public sealed record LengthDistribution(double Mean, long Smallest, long Median, long Percentile95, long Largest);
