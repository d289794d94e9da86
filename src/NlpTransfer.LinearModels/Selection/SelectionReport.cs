namespace NlpTransfer.LinearModels;

/// <summary>Everything that was tried to choose weights and strengths, and why the choice fell as it did.</summary>
/// <param name="Folds">Folds of the cross-validation; 0 where there was none.</param>
/// <param name="Rows">Target rows in it, each held out once.</param>
/// <param name="Trials">What was tried, the given values first, then by log loss.</param>
/// <param name="Chosen">The trial that was taken.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record SelectionReport(int Folds, int Rows, IReadOnlyList<SelectionTrial> Trials, SelectionTrial Chosen, string Reason);
