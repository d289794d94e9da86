using TorchSharp;

namespace NlpTransfer.Training;

/// <summary>The way back through a batch, part by part, so that no more memory is held than the largest part takes.</summary>
internal static class LossGradients
{
    /// <summary>Adds the gradients of a batch to those that are there.</summary>
    /// <param name="objective">The loss.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="model">The model.</param>
    /// <param name="seed">Keys what is drawn.</param>
    /// <param name="step">The place in the run.</param>
    /// <returns>The loss, not divided, and what to divide it and the gradients by.</returns>
    internal static (double Sum, long Count) Add<TBatch, TModel>(IObjective<TBatch, TModel> objective, TBatch batch, TModel model, ulong seed, int step)
        where TBatch : IDisposable
    {
        double sum = 0;
        long count = 0;
        IReadOnlyList<TBatch> parts = batch is IPartedBatch<TBatch> parted ? parted.Parts : [batch];
        if (parts.Count > 1)
            objective.Prepare(parts, model);
        for (int part = 0; part < parts.Count; part++)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            LossSum loss = objective.Compute(parts[part], model, seed, PlaceOf(step, part));
            loss.Sum.backward();
            sum += loss.Sum.item<float>();
            count += loss.Count;
        }

        return (sum, count);
    }

    /// <summary>What a part of a step draws by: parts of one step draw apart from each other, and the first as if it were the whole.</summary>
    private static ulong PlaceOf(int step, int part) => (ulong)step + ((ulong)part << 24);
}
