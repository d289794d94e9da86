namespace NlpTransfer.Evaluation;

/// <summary>How one system does on the held-out rows.</summary>
/// <param name="System">Its name.</param>
/// <param name="Accuracy">Share of rows given their own label; over several languages the mean of their accuracies.</param>
/// <param name="MacroF1">Mean F1 of the classes that have held-out rows; over several languages the mean of their values.</param>
public sealed record SystemScores(string System, Score Accuracy, Score MacroF1);
