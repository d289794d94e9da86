namespace NlpTransfer.Training;

/// <summary>Results of training that several classifiers have in common.</summary>
/// <param name="FirstStage">Fine-tuning on the sources; null to do it anew.</param>
/// <param name="Tuned">A fine-tuned encoder that was trained on the very same rows; null to train it anew.</param>
internal sealed record SharedTraining(FirstStage? FirstStage, FineTunedClassifier? Tuned);
