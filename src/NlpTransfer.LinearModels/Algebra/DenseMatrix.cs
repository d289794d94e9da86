namespace NlpTransfer.LinearModels;

/// <summary>A matrix of doubles, row by row.</summary>
/// <param name="rows">Number of rows.</param>
/// <param name="columns">Number of columns.</param>
internal sealed class DenseMatrix(int rows, int columns)
{
    /// <summary>All values; the array may not be longer than the runtime allows, about 2.1 billion values.</summary>
    public double[] Values { get; } = GC.AllocateUninitializedArray<double>(checked(rows * columns));

    public int Rows => rows;

    public int Columns => columns;

    public Span<double> Row(int row) => Values.AsSpan(row * columns, columns);

    public ref double this[int row, int column] => ref Values[row * columns + column];

    public static DenseMatrix Zero(int rows, int columns)
    {
        var result = new DenseMatrix(rows, columns);
        Array.Clear(result.Values);
        return result;
    }
}
