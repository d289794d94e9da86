namespace NlpTransfer.Metrics;

/// <summary>The rows whose highest probability falls into one range.</summary>
/// <param name="Low">Lower end of the range, exclusive (inclusive in the first bin).</param>
/// <param name="High">Upper end of the range, inclusive.</param>
/// <param name="Count">Rows in it.</param>
/// <param name="Confidence">Mean of their highest probabilities; 0 for an empty bin.</param>
/// <param name="Accuracy">Share of them whose most probable class is right; 0 for an empty bin.</param>
public readonly record struct ReliabilityBin(double Low, double High, int Count, double Confidence, double Accuracy);
