using NlpTransfer.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Training;

/// <summary>
/// Guesses hidden tokens (Devlin et al. 2019): cross-entropy over the vocabulary at the places that are hidden. With a text and its translation in one sequence it is translation
/// language modelling (Conneau and Lample 2019): what is hidden in one language can be read off in the other.
/// </summary>
/// <param name="dropout">Dropout inside the layers; 0 for none.</param>
/// <param name="firstStep">The place in the run of the loop's first step, where the loop is one part of several.</param>
internal sealed class MaskedLanguageModelObjective(double dropout = 0, ulong firstStep = 0) : IObjective<MaskedBatch, MaskedLanguageModel>
{
    public string Name => "masked language modelling";

    public LossSum Compute(MaskedBatch batch, MaskedLanguageModel model, ulong seed, ulong step)
    {
        Tensor losses = Losses(batch, model, dropout > 0 ? new DropoutSource(dropout, seed, firstStep + step) : null);
        return new LossSum(losses.sum(), losses.shape[0]);
    }

    /// <summary>The loss of every guess, <c>[guesses]</c>.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="model">The model.</param>
    /// <param name="source">Draws dropout masks; null outside training.</param>
    internal static Tensor Losses(MaskedBatch batch, MaskedLanguageModel model, DropoutSource? source) =>
        nn.functional.cross_entropy(model.Logits(batch.Tokens, batch.Positions, source), batch.Labels, reduction: nn.Reduction.None);
}
