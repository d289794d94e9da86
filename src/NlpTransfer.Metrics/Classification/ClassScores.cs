namespace NlpTransfer.Metrics;

/// <summary>The scores of one class; 0 where the denominator is 0.</summary>
/// <param name="Precision">Share of the rows given this label that have it.</param>
/// <param name="Recall">Share of the rows with this label that were given it.</param>
/// <param name="F1">2 true positives / (<paramref name="Support"/> + <paramref name="Predicted"/>).</param>
/// <param name="Support">Rows that have this label.</param>
/// <param name="Predicted">Rows that were given this label.</param>
public readonly record struct ClassScores(double Precision, double Recall, double F1, long Support, long Predicted);
