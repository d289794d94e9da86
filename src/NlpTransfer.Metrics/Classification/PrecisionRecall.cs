namespace NlpTransfer.Metrics;

/// <summary>Precision, recall and their harmonic mean; 0 where the denominator is 0.</summary>
/// <param name="Precision">Share of the rows given a label that have it.</param>
/// <param name="Recall">Share of the rows with a label that were given it.</param>
/// <param name="F1">2 true positives / (rows with the label + rows given the label); in an average, the average of the classes' F1.</param>
public readonly record struct PrecisionRecall(double Precision, double Recall, double F1);
