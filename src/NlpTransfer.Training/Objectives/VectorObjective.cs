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

    /// <summary>
    /// The vectors of all parts are computed without a way back, the loss of the whole by them, and its gradient by each vector; then each part goes its way back from these alone (Gao et
    /// al. 2021, "Scaling deep contrastive learning batch size under memory limited setup").
    /// </summary>
    public void Prepare(IReadOnlyList<VectorBatch> parts, VectorStudent model)
    {
        VectorBatch whole = parts[0].Whole;
        using DisposeScope scope = NewDisposeScope();
        Tensor vectors = Read(parts, model).detach().requires_grad_();
        Tensor sum = Loss(vectors, whole.Targets, whole.Contrasts, whole.Repeats).Sum;
        sum.backward();
        long first = 0;
        foreach (VectorBatch part in parts)
        {
            long count = part.Targets.shape[0];
            part.TakeShare(first == 0 ? sum.item<float>() : 0, vectors.grad!.narrow(0, first, count).clone());
            first += count;
        }
    }

    public LossSum Compute(VectorBatch batch, VectorStudent model, ulong seed, ulong step)
    {
        if (batch.Parts.Count > 1)
            return Loss(Read(batch.Parts, model), batch.Targets, batch.Contrasts, batch.Repeats);
        Tensor vectors = model.Vectors(batch.Tokens);
        if (batch.Share is not { } share)
            return Loss(vectors, batch.Targets, batch.Contrasts, batch.Repeats);
        // Its value is the part's share of the loss, its gradient that of the whole by the part's vectors.
        Tensor way = (vectors * share.Gradient).sum();
        return new LossSum(way - way.detach() + share.Loss, vectors.shape[0]);
    }

    /// <summary>The vectors of several parts, with nothing to go back by.</summary>
    private static Tensor Read(IReadOnlyList<VectorBatch> parts, VectorStudent model)
    {
        using var _ = no_grad();
        var vectors = new List<Tensor>();
        foreach (VectorBatch part in parts)
        {
            // What layers give lives as long as its scope, whether or not anybody goes back by it.
            using DisposeScope scope = NewDisposeScope();
            vectors.Add(model.Vectors(part.Tokens).MoveToOuterDisposeScope());
        }

        return cat(vectors);
    }

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
