using NlpTransfer.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Training;

/// <summary>Cross-entropy of the labels, smoothed (Szegedy et al. 2016).</summary>
/// <param name="labelSmoothing">Probability mass spread evenly over all labels.</param>
/// <param name="dropout">Dropout inside the layers that run; 0 for none.</param>
/// <param name="dropsInAdapters">Whether adapters drop what they read, as their own options say.</param>
internal sealed class ClassificationObjective(double labelSmoothing, double dropout, bool dropsInAdapters = false) : IObjective<ClassificationBatch, ClassifierModel>
{
    public string Name => "classification";

    public LossSum Compute(ClassificationBatch batch, ClassifierModel model, ulong seed, ulong step)
    {
        Tensor logits = model.Logits(batch.Tokens, batch.Hidden, dropout > 0 || dropsInAdapters ? new DropoutSource(dropout, seed, step) : null);
        Tensor loss = nn.functional.cross_entropy(logits, batch.Labels, reduction: nn.Reduction.Sum, label_smoothing: labelSmoothing);
        return new LossSum(loss, batch.Count);
    }
}
