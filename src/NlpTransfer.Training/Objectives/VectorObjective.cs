using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Training;

/// <summary>
/// Draws a text's unit vector to a given one: the squared distance, and optionally contrast inside the batch, which asks that the given vector be nearer than
/// those of the batch's other texts (InfoNCE: van den Oord et al. 2018).
/// </summary>
/// <param name="contrast">Weight of the contrast; 0 for none.</param>
/// <param name="temperature">Divides the cosines of the contrast.</param>
internal sealed class VectorObjective(double contrast, double temperature) : IObjective<VectorBatch, VectorStudent>
{
    public string Name => "vectors";

    public LossSum Compute(VectorBatch batch, VectorStudent model, ulong seed, ulong step) =>
        Loss(model.Vectors(batch.Tokens), batch.Targets, batch.Contrasts, batch.Repeats);

    /// <summary>The loss of vectors, summed over texts.</summary>
    /// <param name="vectors">Unit vectors, <c>[batch, hidden]</c>.</param>
    /// <param name="targets">The unit vectors that they should have, <c>[batch, hidden]</c>.</param>
    /// <param name="contrasts">Whether the contrast counts here.</param>
    /// <param name="repeats">Pairs of different texts with the same target, which are no contrast to each other, <c>[batch, batch]</c>; null for none.</param>
    internal LossSum Loss(Tensor vectors, Tensor targets, bool contrasts, Tensor? repeats)
    {
        long count = vectors.shape[0];
        Tensor sum = (vectors - targets).square().sum();
        if (contrasts && contrast > 0 && count > 1)
        {
            Tensor scores = vectors.matmul(targets.t()) / temperature;
            if (repeats is not null)
                scores = scores.masked_fill(repeats, float.NegativeInfinity);
            sum += contrast * nn.functional.cross_entropy(scores, arange(count), reduction: nn.Reduction.Sum);
        }

        return new LossSum(sum, count);
    }
}
