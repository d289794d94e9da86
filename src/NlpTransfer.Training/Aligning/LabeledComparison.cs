using NlpTransfer.Metrics;

namespace NlpTransfer.Training;

/// <summary>Accuracy of logistic regression on frozen vectors over folds of a labelled set: whether aligning helps or hurts another task.</summary>
/// <param name="Name">The language, or the file where nobody named one.</param>
/// <param name="Before">Accuracy with the vectors before.</param>
/// <param name="After">Accuracy with the vectors after; null where the run was interrupted.</param>
/// <param name="PValue">Two-sided exact McNemar test over the rows; null where the run was interrupted.</param>
public sealed record LabeledComparison(string Name, Score Before, Score? After, double? PValue);
