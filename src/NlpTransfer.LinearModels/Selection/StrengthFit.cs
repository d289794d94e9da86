namespace NlpTransfer.LinearModels;

/// <summary>Fits the one number that log-probabilities are multiplied by (temperature scaling, Guo et al. 2017, its inverse).</summary>
internal static class StrengthFit
{
    public const double Least = 0.1;
    public const double Most = 10;

    /// <summary>The strength with the lowest log loss between <see cref="Least"/> and <see cref="Most"/>; the loss is convex in it.</summary>
    /// <param name="scores"><c>[rows, classes]</c>.</param>
    /// <param name="labels">The right class of each row.</param>
    public static double Fit(DenseMatrix scores, ReadOnlySpan<int> labels)
    {
        double low = Math.Log(Least), high = Math.Log(Most);
        double[] row = new double[scores.Columns];
        for (int i = 0; i < 26; i++)
        {
            double middle = (low + high) / 2;
            if (Slope(scores, labels, Math.Exp(middle), row) > 0)
                high = middle;
            else
                low = middle;
        }

        return Math.Exp((low + high) / 2);
    }

    /// <summary>-ln p of the right class of each row, and whether it is the most probable one.</summary>
    public static (double[] Losses, int Right) Evaluate(DenseMatrix scores, ReadOnlySpan<int> labels, double strength)
    {
        double[] losses = new double[scores.Rows];
        double[] row = new double[scores.Columns];
        int right = 0;
        for (int i = 0; i < scores.Rows; i++)
        {
            System.Numerics.Tensors.TensorPrimitives.Multiply(scores.Row(i), strength, row);
            if (System.Numerics.Tensors.TensorPrimitives.IndexOfMax<double>(row) == labels[i])
                right++;
            losses[i] = Probabilities.LogSumExp(row) - row[labels[i]];
        }

        return (losses, right);
    }

    private static double Slope(DenseMatrix scores, ReadOnlySpan<int> labels, double strength, double[] row)
    {
        double slope = 0;
        for (int i = 0; i < scores.Rows; i++)
        {
            Span<double> plain = scores.Row(i);
            System.Numerics.Tensors.TensorPrimitives.Multiply(plain, strength, row);
            Probabilities.LogSoftmax(row);
            for (int k = 0; k < row.Length; k++)
                slope += Math.Exp(row[k]) * plain[k];
            slope -= plain[labels[i]];
        }

        return slope;
    }
}
