namespace NlpTransfer.LinearModels;

/// <summary>
/// Complement naive Bayes (Rennie et al. 2003, "Tackling the poor assumptions of naive Bayes text classifiers") as scikit-learn has it with
/// <c>norm=False</c>: a class is scored by how little a text looks like all other classes.
/// </summary>
internal static class ComplementNaiveBayes
{
    /// <summary>Fits the weights.</summary>
    /// <param name="features">Training rows.</param>
    /// <param name="labels">Class of each row.</param>
    /// <param name="classes">Number of classes; one without rows is scored like an average one.</param>
    /// <param name="alpha">Added to every count; above 0.</param>
    /// <returns>Weights <c>[features, classes]</c>; a row times them, through a log-softmax, is the log-probability.</returns>
    public static float[] Fit(SparseMatrix features, ReadOnlySpan<int> labels, int classes, double alpha)
    {
        double[] counts = new double[checked(features.Columns * classes)];
        for (int row = 0; row < features.Rows; row++)
        {
            ReadOnlySpan<int> indices = features.Indices(row);
            ReadOnlySpan<double> values = features.Values(row);
            for (int i = 0; i < indices.Length; i++)
                counts[indices[i] * classes + labels[row]] += values[i];
        }

        double[] totals = new double[classes];
        for (int place = 0; place < counts.Length; place += classes)
        {
            Span<double> count = counts.AsSpan(place, classes);
            double all = System.Numerics.Tensors.TensorPrimitives.Sum<double>(count);
            for (int k = 0; k < classes; k++)
            {
                count[k] = all + alpha - count[k];
                totals[k] += count[k];
            }
        }

        float[] weights = new float[counts.Length];
        for (int place = 0; place < counts.Length; place++)
            weights[place] = (float)-Math.Log(counts[place] / totals[place % classes]);
        return weights;
    }
}
