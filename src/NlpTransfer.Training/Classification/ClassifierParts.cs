using NlpTransfer.LinearModels;

namespace NlpTransfer.Training;

/// <summary>What training gave: linear parts, a fine-tuned encoder, or both.</summary>
/// <param name="Linear">The linear parts and how they were chosen; null for none.</param>
/// <param name="Tuned">The fine-tuned encoder; null for none.</param>
/// <param name="Run">What fine-tuning took.</param>
internal sealed record ClassifierParts(LinearTrainingResult? Linear, FineTunedClassifier? Tuned, TrainingRun Run)
{
    /// <summary>How the strategy was chosen; null where it was given.</summary>
    internal StrategyChoice? Choice { get; init; }

    /// <summary>All parts as one classifier.</summary>
    /// <param name="embedder">Gives vectors; null where no part reads any.</param>
    internal ITextClassifier Join(ITextEmbedder? embedder) => Join(Linear?.Classifier, Tuned, embedder);

    /// <summary>Linear parts and a fine-tuned encoder as one classifier.</summary>
    internal static ITextClassifier Join(CombinedClassifier? linear, FineTunedClassifier? tuned, ITextEmbedder? embedder)
    {
        if (linear is null)
            return tuned!;
        CombinedClassifier ready = linear.Dimension > 0 ? linear.WithEmbedder(embedder!) : linear;
        return tuned is null ? ready : ready.WithEncoder(tuned);
    }
}
