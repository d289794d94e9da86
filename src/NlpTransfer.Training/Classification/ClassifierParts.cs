using NlpTransfer.LinearModels;

namespace NlpTransfer.Training;

/// <summary>What training gave: linear parts, a fine-tuned encoder, or both.</summary>
/// <param name="Linear">The linear parts and how they were chosen; null for none.</param>
/// <param name="Tuned">The fine-tuned encoder; null for none.</param>
/// <param name="Run">What fine-tuning took.</param>
internal sealed record ClassifierParts(LinearTrainingResult? Linear, FineTunedClassifier? Tuned, TrainingRun Run);
