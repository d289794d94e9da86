using NlpTransfer.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Training;

/// <summary>
/// Says each target token after those before it (teacher forcing): cross-entropy over the vocabulary, smoothed (Szegedy et al. 2016), summed over the tokens that are no
/// padding; logits are computed for these alone.
/// </summary>
/// <param name="labelSmoothing">Probability mass spread evenly over the vocabulary.</param>
/// <param name="dropout">Dropout inside both sides.</param>
internal sealed class SequenceToSequenceObjective(double labelSmoothing, TranslationDropout dropout) : IObjective<SequenceBatch, TorchTranslationModel>
{
    public string Name => "translation";

    public LossSum Compute(SequenceBatch batch, TorchTranslationModel model, ulong seed, ulong step)
    {
        Tensor hidden = model.Decode(batch.Inputs, model.Encode(batch.Source, dropout.OfEncoder(seed, step)), batch.Source, dropout.OfDecoder(seed, step));
        Tensor logits = model.Logits(hidden.reshape(-1, hidden.shape[2]).index_select(0, batch.Places));
        Tensor loss = nn.functional.cross_entropy(logits, batch.Labels, reduction: nn.Reduction.Sum, label_smoothing: labelSmoothing);
        return new LossSum(loss, batch.Labels.shape[0]);
    }
}
