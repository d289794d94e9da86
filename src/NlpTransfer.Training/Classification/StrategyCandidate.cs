namespace NlpTransfer.Training;

/// <summary>A strategy that was weighed against others, and what it gave on training rows that it had not seen.</summary>
/// <param name="Strategy">The strategy.</param>
/// <param name="Combination">Its strengths and weights, those with the lowest log loss or as they were given.</param>
/// <param name="LogLoss">Mean of -ln p of the right label over the held-out rows; NaN where nothing could be cross-validated.</param>
/// <param name="Accuracy">Share of held-out rows whose most probable label is right; NaN as above.</param>
public sealed record StrategyCandidate(ClassifierStrategy Strategy, string Combination, double LogLoss, double Accuracy);
