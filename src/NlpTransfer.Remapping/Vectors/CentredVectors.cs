using System.Numerics.Tensors;

namespace NlpTransfer.Remapping;

/// <summary>
/// Takes out what all vectors have in common (Mu and Viswanath 2018, "All-but-the-top", the mean alone). Vectors of little text share one direction so strongly
/// that all of them seem alike.
/// </summary>
internal static class CentredVectors
{
    /// <summary>Brings each vector to unit length and subtracts the mean of all, in place.</summary>
    /// <param name="values">The vectors one after the other, <c>[count, dimension]</c>.</param>
    /// <param name="dimension">Numbers a vector.</param>
    public static void Apply(Span<float> values, int dimension)
    {
        double[] sums = new double[dimension];
        int count = values.Length / dimension;
        for (int at = 0; at < values.Length; at += dimension)
        {
            Span<float> vector = values.Slice(at, dimension);
            UnitVector.Write(vector, vector);
            for (int i = 0; i < dimension; i++)
                sums[i] += vector[i];
        }

        // A single vector is its own mean; taking that away would leave nothing.
        if (count < 2)
            return;
        float[] mean = Array.ConvertAll(sums, sum => (float)(sum / count));
        for (int at = 0; at < values.Length; at += dimension)
            TensorPrimitives.Subtract(values.Slice(at, dimension), mean, values.Slice(at, dimension));
    }
}
