using System.Numerics.Tensors;

namespace NlpTransfer.Metrics;

/// <summary>
/// Linear centred kernel alignment of two sets of vectors of the same texts (Kornblith et al. 2019): 1 where one is a rotation and scaling of the other,
/// near 0 where they have nothing in common. The widths may differ.
/// </summary>
public static class LinearCka
{
    /// <summary>The alignment.</summary>
    /// <param name="first">Vectors <c>[rows][width]</c>.</param>
    /// <param name="second">Vectors of the same texts, <c>[rows][other width]</c>.</param>
    /// <returns>Between 0 and 1; not a number where all vectors of a set are equal.</returns>
    /// <exception cref="ArgumentException">There are no rows, their numbers differ, or widths within a set differ.</exception>
    public static double Compute(IReadOnlyList<double[]> first, IReadOnlyList<double[]> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        Rows.Check(first.Count, second.Count);
        double[][] x = CentredColumns(first), y = CentredColumns(second);
        return SquaredProducts(x, y) / Math.Sqrt(SquaredProducts(x, x) * SquaredProducts(y, y));
    }

    private static double[][] CentredColumns(IReadOnlyList<double[]> rows)
    {
        var columns = new double[rows[0].Length][];
        for (int c = 0; c < columns.Length; c++)
            columns[c] = new double[rows.Count];
        for (int r = 0; r < rows.Count; r++)
        {
            if (rows[r].Length != columns.Length)
                throw new ArgumentException($"row {r} has {rows[r].Length} values, row 0 has {columns.Length}", nameof(rows));
            for (int c = 0; c < columns.Length; c++)
                columns[c][r] = rows[r][c];
        }

        foreach (double[] column in columns)
        {
            double mean = TensorPrimitives.Sum<double>(column) / column.Length;
            TensorPrimitives.Subtract(column, mean, column);
        }

        return columns;
    }

    /// <summary>The squared Frobenius norm of X'Y.</summary>
    private static double SquaredProducts(double[][] x, double[][] y)
    {
        double sum = 0;
        foreach (double[] a in x)
        {
            foreach (double[] b in y)
            {
                double product = TensorPrimitives.Dot<double>(a, b);
                sum += product * product;
            }
        }

        return sum;
    }
}
