using System.Numerics.Tensors;

namespace NlpTransfer.LinearModels;

/// <summary>
/// Cholesky's factorisation of a symmetric positive definite matrix, in blocks and in place (Golub and Van Loan, "Matrix Computations", 4.2.6),
/// and the solution of systems with it. Only the lower triangle is read and written.
/// </summary>
internal static class Cholesky
{
    private const int Block = 96;

    /// <summary>Replaces the lower triangle by L with L L^T = A.</summary>
    /// <exception cref="BadDataException">The matrix is not positive definite in double precision.</exception>
    public static void Factor(DenseMatrix matrix, CancellationToken cancellationToken, Action<int>? finishedRows = null)
    {
        int n = matrix.Rows;
        for (int start = 0; start < n; start += Block)
        {
            int end = Math.Min(start + Block, n);
            FactorDiagonal(matrix, start, end);
            Parallel.For(end, n, new ParallelOptions { CancellationToken = cancellationToken }, row => SolvePanel(matrix, row, start, end));
            Products.AddSymmetric(matrix, start, end - start, matrix, end, -1, cancellationToken);
            finishedRows?.Invoke(end);
        }
    }

    /// <summary>Solves L L^T X = B in place, one right side a row: <c>[sides, n]</c>.</summary>
    public static void Solve(DenseMatrix factor, DenseMatrix sides)
    {
        int n = factor.Rows;
        Parallel.For(0, sides.Rows, side =>
        {
            Span<double> x = sides.Row(side);
            for (int i = 0; i < n; i++)
            {
                ReadOnlySpan<double> row = factor.Row(i);
                x[i] = (x[i] - Products.Dot(row[..i], x[..i])) / row[i];
            }

            for (int i = n - 1; i >= 0; i--)
            {
                ReadOnlySpan<double> row = factor.Row(i);
                x[i] /= row[i];
                TensorPrimitives.MultiplyAdd(row[..i], -x[i], x[..i], x[..i]);
            }
        });
    }

    private static void FactorDiagonal(DenseMatrix matrix, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            Span<double> row = matrix.Row(i);
            for (int j = start; j <= i; j++)
            {
                double value = row[j] - Products.Dot(row[start..j], matrix.Row(j)[start..j]);
                if (j < i)
                {
                    row[j] = value / matrix[j, j];
                    continue;
                }

                if (!(value > 0))
                    throw new BadDataException($"The kernel matrix is not positive definite (row {i}): the vectors hold values that are not finite, or the ridge is too small; raise the ridge.");
                row[i] = Math.Sqrt(value);
            }
        }
    }

    private static void SolvePanel(DenseMatrix matrix, int row, int start, int end)
    {
        Span<double> values = matrix.Row(row);
        for (int j = start; j < end; j++)
            values[j] = (values[j] - Products.Dot(values[start..j], matrix.Row(j)[start..j])) / matrix[j, j];
    }
}
