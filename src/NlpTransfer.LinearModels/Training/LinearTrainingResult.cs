namespace NlpTransfer.LinearModels;

/// <summary>A trained classifier and how its strengths were chosen.</summary>
/// <param name="Classifier">The classifier, still without embedder.</param>
/// <param name="Selection">What was tried.</param>
public sealed record LinearTrainingResult(CombinedClassifier Classifier, SelectionReport Selection);
