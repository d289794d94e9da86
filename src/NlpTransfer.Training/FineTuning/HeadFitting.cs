using NlpTransfer.LinearModels;
using NlpTransfer.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Training;

/// <summary>Fits a head on frozen vectors before any layer moves: an untrained head would send noise through the layers.</summary>
internal static class HeadFitting
{
    /// <summary>A head on pooled vectors of any length, from a logistic regression on vectors of unit length.</summary>
    /// <param name="rows">Labelled rows with vectors.</param>
    /// <param name="training">Which of the rows, counted over all sets: those that a stage sets aside have no part in its head.</param>
    /// <param name="labels">All labels, in the order of the logits; labels without rows get no weight.</param>
    /// <param name="cancellation">Stops the fit.</param>
    internal static LinearLayer Fit(IReadOnlyList<LabeledRows> rows, IReadOnlyList<int> training, IReadOnlyList<string> labels, CancellationToken cancellation)
    {
        (string Text, string Label, float[] Vector)[] all =
            [.. rows.SelectMany(set => Enumerable.Range(0, set.Texts.Count).Select(row => (set.Texts[row], set.Labels[row], set.Vectors![row])))];
        LabeledRows joined = new()
        {
            Texts = [.. training.Select(row => all[row].Text)],
            Labels = [.. training.Select(row => all[row].Label)],
            Vectors = [.. training.Select(row => all[row].Vector)],
        };
        int width = joined.Vectors[0].Length;
        var head = new LinearLayer(width, labels.Count);
        DenseLayer fitted = LinearTraining.Run(
            new LinearTrainingData { Target = joined },
            new LinearTrainingOptions { Parts = LinearParts.Frozen, Select = false, Calibrate = false },
            null,
            cancellation).Classifier.ToDenseLayer()!;
        string[] known = [.. joined.Labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

        // Pooled vectors of one encoder differ little in length, so dividing by the mean length stands in for scaling each to one.
        float meanLength = (float)joined.Vectors.Average(vector => Math.Sqrt(vector.Sum(value => (double)value * value)));
        float[] weight = new float[labels.Count * width];
        float[] bias = new float[labels.Count];
        float absent = fitted.Bias!.Min();
        for (int k = 0; k < labels.Count; k++)
        {
            int row = Array.IndexOf(known, labels[k]);
            bias[k] = row < 0 ? absent : fitted.Bias![row];
            for (int i = 0; i < width && row >= 0; i++)
                weight[(k * width) + i] = fitted.Weight[(row * width) + i] / Math.Max(meanLength, 1e-6f);
        }

        using var _ = no_grad();
        weight.CopyTo(TensorMemory.Of(head.Weight));
        bias.CopyTo(TensorMemory.Of(head.Bias!));
        return head;
    }
}
