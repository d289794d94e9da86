using System.Numerics.Tensors;

namespace NlpTransfer.LinearModels;

/// <summary>Dense features for a logistic regression; keeps the transposed matrix too, so that both products run along memory.</summary>
internal sealed class DenseRows : IFeatureRows
{
    private readonly DenseMatrix _rows;
    private readonly DenseMatrix _columns;

    public DenseRows(DenseMatrix rows)
    {
        _rows = rows;
        _columns = new DenseMatrix(rows.Columns, rows.Rows);
        for (int i = 0; i < rows.Rows; i++)
        {
            for (int j = 0; j < rows.Columns; j++)
                _columns[j, i] = rows[i, j];
        }
    }

    public int Rows => _rows.Rows;

    public int Columns => _rows.Columns;

    public void AddScores(ReadOnlySpan<double> weights, int classes, Span<double> scores) => AddProduct(_rows, weights, classes, scores);

    public void AddTransposed(ReadOnlySpan<double> errors, int classes, Span<double> goal) => AddProduct(_columns, errors, classes, goal);

    /// <summary>goal[i, c] += sum over k of matrix[i, k] right[k, c].</summary>
    private static void AddProduct(DenseMatrix matrix, ReadOnlySpan<double> right, int classes, Span<double> goal)
    {
        int inner = matrix.Columns;
        var turned = new DenseMatrix(classes, inner);
        for (int k = 0; k < inner; k++)
        {
            for (int c = 0; c < classes; c++)
                turned[c, k] = right[k * classes + c];
        }

        double[] products = new double[matrix.Rows * classes];
        Parallel.For(0, (matrix.Rows + 127) / 128, block =>
        {
            for (int i = block * 128; i < Math.Min(matrix.Rows, block * 128 + 128); i++)
            {
                for (int c = 0; c < classes; c++)
                    products[i * classes + c] = TensorPrimitives.Dot<double>(matrix.Row(i), turned.Row(c));
            }
        });
        TensorPrimitives.Add(goal, products, goal);
    }
}
