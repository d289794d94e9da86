namespace NlpTransfer.LinearModels;

/// <summary>Sparse features for a logistic regression.</summary>
internal sealed class SparseRows(SparseMatrix matrix) : IFeatureRows
{
    public int Rows => matrix.Rows;

    public int Columns => matrix.Columns;

    public void AddScores(ReadOnlySpan<double> weights, int classes, Span<double> scores)
    {
        for (int row = 0; row < Rows; row++)
        {
            ReadOnlySpan<int> indices = matrix.Indices(row);
            ReadOnlySpan<double> values = matrix.Values(row);
            Span<double> goal = scores.Slice(row * classes, classes);
            for (int i = 0; i < indices.Length; i++)
            {
                ReadOnlySpan<double> weight = weights.Slice(indices[i] * classes, classes);
                for (int k = 0; k < goal.Length; k++)
                    goal[k] += values[i] * weight[k];
            }
        }
    }

    public void AddTransposed(ReadOnlySpan<double> errors, int classes, Span<double> goal)
    {
        for (int row = 0; row < Rows; row++)
        {
            ReadOnlySpan<int> indices = matrix.Indices(row);
            ReadOnlySpan<double> values = matrix.Values(row);
            ReadOnlySpan<double> error = errors.Slice(row * classes, classes);
            for (int i = 0; i < indices.Length; i++)
            {
                Span<double> sum = goal.Slice(indices[i] * classes, classes);
                for (int k = 0; k < sum.Length; k++)
                    sum[k] += values[i] * error[k];
            }
        }
    }
}
