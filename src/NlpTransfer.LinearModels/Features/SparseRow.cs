using System.Runtime.InteropServices;

namespace NlpTransfer.LinearModels;

/// <summary>One sparse row, reused from text to text.</summary>
internal sealed class SparseRow
{
    private readonly List<int> _indices = [];
    private readonly List<double> _values = [];

    public ReadOnlySpan<int> Indices => CollectionsMarshal.AsSpan(_indices);

    public Span<double> Values => CollectionsMarshal.AsSpan(_values);

    public void Clear()
    {
        _indices.Clear();
        _values.Clear();
    }

    public void Add(int index, double value)
    {
        _indices.Add(index);
        _values.Add(value);
    }

    /// <summary>Adds the product of this row and a weight matrix <c>[features, classes]</c> to the scores.</summary>
    public void AddProduct(ReadOnlySpan<float> weights, Span<double> scores)
    {
        for (int i = 0; i < _indices.Count; i++)
        {
            ReadOnlySpan<float> row = weights.Slice(_indices[i] * scores.Length, scores.Length);
            double value = _values[i];
            for (int k = 0; k < row.Length; k++)
                scores[k] += value * row[k];
        }
    }
}
