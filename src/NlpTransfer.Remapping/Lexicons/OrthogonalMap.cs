using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace NlpTransfer.Remapping;

/// <summary>Solves the orthogonal Procrustes problem (Schönemann 1966): the rotation that brings rows nearest to rows, in weighted squares.</summary>
internal static class OrthogonalMap
{
    /// <summary>The matrix R, <c>[dimension, dimension]</c>, for which the sum of weight x |x R - y|² is smallest.</summary>
    public static double[,] Solve(IReadOnlyList<float[]> x, IReadOnlyList<float[]> y, IReadOnlyList<double> weights)
    {
        int dimension = x[0].Length;
        double[,] products = new double[dimension, dimension];
        for (int pair = 0; pair < x.Count; pair++)
        {
            if (weights[pair] == 0)
                continue;
            for (int row = 0; row < dimension; row++)
            {
                double factor = weights[pair] * x[pair][row];
                for (int column = 0; column < dimension; column++)
                    products[row, column] += factor * y[pair][column];
            }
        }

        Svd<double> parts = Matrix<double>.Build.DenseOfArray(products).Svd();
        double[,] u = parts.U.ToArray(), vt = parts.VT.ToArray(), map = new double[dimension, dimension];
        for (int row = 0; row < dimension; row++)
        {
            for (int i = 0; i < dimension; i++)
            {
                for (int column = 0; column < dimension; column++)
                    map[row, column] += u[row, i] * vt[i, column];
            }
        }

        return map;
    }

    /// <summary>The cosine of a mapped row and another; 0 where one has no length.</summary>
    public static double Cosine(double[,] map, float[] x, float[] y)
    {
        double product = 0, left = 0, right = 0;
        for (int column = 0; column < y.Length; column++)
        {
            double mapped = 0;
            for (int row = 0; row < x.Length; row++)
                mapped += x[row] * map[row, column];
            product += mapped * y[column];
            left += mapped * mapped;
            right += (double)y[column] * y[column];
        }

        return left > 0 && right > 0 ? product / Math.Sqrt(left * right) : 0;
    }
}
