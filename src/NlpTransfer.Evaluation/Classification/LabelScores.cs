namespace NlpTransfer.Evaluation;

/// <summary>The scores of one label.</summary>
/// <param name="Label">The label.</param>
/// <param name="Scores">Precision, recall, F1 and how many rows have and were given the label.</param>
public sealed record LabelScores(string Label, ClassScores Scores);
