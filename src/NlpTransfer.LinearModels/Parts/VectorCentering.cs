using System.Numerics.Tensors;

namespace NlpTransfer.LinearModels;

/// <summary>Unit length, minus a language's mean, divided by the mean length of what is left.</summary>
/// <param name="Mean">The language's mean of unit vectors, <c>[dimension]</c>.</param>
/// <param name="Length">Mean length of unit vectors minus the mean; 1 where they are all alike.</param>
internal sealed record VectorCentering(double[] Mean, double Length)
{
    /// <summary>From rows of unit vectors.</summary>
    public static VectorCentering Of(IReadOnlyList<(DenseMatrix Matrix, int Row)> rows, int dimension)
    {
        double[] mean = new double[dimension];
        foreach ((DenseMatrix matrix, int row) in rows)
            TensorPrimitives.Add<double>(mean, matrix.Row(row), mean);
        if (rows.Count > 0)
            TensorPrimitives.Divide<double>(mean, rows.Count, mean);
        double length = 0;
        foreach ((DenseMatrix matrix, int row) in rows)
            length += TensorPrimitives.Distance<double>(matrix.Row(row), mean);
        length = rows.Count > 0 ? length / rows.Count : 0;
        return new VectorCentering(mean, length > 1e-9 ? length : 1);
    }

    /// <summary>Writes the vector at unit length; a vector of zeros stays as it is.</summary>
    public static void ToUnit(ReadOnlySpan<float> vector, Span<double> unit)
    {
        for (int i = 0; i < unit.Length; i++)
            unit[i] = vector[i];
        double norm = TensorPrimitives.Norm<double>(unit);
        if (norm > 0)
            TensorPrimitives.Divide(unit, norm, unit);
    }

    /// <summary>Centres a unit vector.</summary>
    public void Apply(ReadOnlySpan<double> unit, Span<double> goal)
    {
        TensorPrimitives.Subtract(unit, Mean, goal);
        TensorPrimitives.Divide(goal, Length, goal);
    }
}
