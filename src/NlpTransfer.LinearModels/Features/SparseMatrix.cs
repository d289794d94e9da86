namespace NlpTransfer.LinearModels;

/// <summary>A matrix of which only the values other than zero are kept, row by row, columns ascending (compressed sparse rows).</summary>
/// <param name="columns">Number of columns.</param>
/// <param name="starts">Where each row begins in the other two arrays, and the end: <c>[rows + 1]</c>.</param>
/// <param name="indices">Column of each value.</param>
/// <param name="values">The values.</param>
internal sealed class SparseMatrix(int columns, int[] starts, int[] indices, double[] values)
{
    public int Rows => starts.Length - 1;

    public int Columns => columns;

    public int Count => starts[^1];

    public ReadOnlySpan<int> Indices(int row) => indices.AsSpan(starts[row], starts[row + 1] - starts[row]);

    public ReadOnlySpan<double> Values(int row) => values.AsSpan(starts[row], starts[row + 1] - starts[row]);

    /// <summary>The same values, column by column.</summary>
    public SparseMatrix Transpose()
    {
        int[] begin = new int[columns + 1];
        for (int i = 0; i < Count; i++)
            begin[indices[i] + 1]++;
        for (int i = 0; i < columns; i++)
            begin[i + 1] += begin[i];
        int[] next = begin[..^1];
        int[] rows = new int[Count];
        double[] turned = new double[Count];
        for (int row = 0; row < Rows; row++)
        {
            for (int i = starts[row]; i < starts[row + 1]; i++)
            {
                int place = next[indices[i]]++;
                rows[place] = row;
                turned[place] = values[i];
            }
        }

        return new SparseMatrix(Rows, begin, rows, turned);
    }

    /// <summary>The mean of the first rows, <c>[columns]</c>.</summary>
    public double[] Mean(int rows)
    {
        double[] mean = new double[columns];
        for (int i = 0; i < starts[rows]; i++)
            mean[indices[i]] += values[i];
        for (int i = 0; i < columns && rows > 0; i++)
            mean[i] /= rows;
        return mean;
    }

    /// <summary>The product of a row and a dense vector.</summary>
    public double Dot(int row, ReadOnlySpan<double> vector)
    {
        double sum = 0;
        for (int i = starts[row]; i < starts[row + 1]; i++)
            sum += values[i] * vector[indices[i]];
        return sum;
    }
}
