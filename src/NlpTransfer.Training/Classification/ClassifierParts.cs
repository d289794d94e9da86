using NlpTransfer.LinearModels;

namespace NlpTransfer.Training;

/// <summary>What training gave: linear parts, a fine-tuned encoder, or both.</summary>
/// <param name="Labels">All labels, in ordinal order.</param>
/// <param name="Linear">The linear parts and how they were chosen; null for none.</param>
/// <param name="Tuned">The fine-tuned encoder; null for none.</param>
/// <param name="Run">What fine-tuning took.</param>
internal sealed record ClassifierParts(string[] Labels, LinearTrainingResult? Linear, FineTunedClassifier? Tuned, TrainingRun Run) : IDisposable
{
    /// <summary>All parts as one classifier.</summary>
    /// <param name="embedder">Gives vectors; null where no part reads any.</param>
    internal ITextClassifier Join(ITextEmbedder? embedder)
    {
        if (Linear is null)
            return Tuned!;
        CombinedClassifier linear = Linear.Classifier;
        if (linear.Dimension > 0)
            linear = linear.WithEmbedder(embedder!);
        return Tuned is null ? linear : linear.WithEncoder(Tuned);
    }

    public void Dispose() => Tuned?.Dispose();
}
