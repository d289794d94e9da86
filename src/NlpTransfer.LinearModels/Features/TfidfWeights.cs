using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace NlpTransfer.LinearModels;

/// <summary>
/// Which n-grams of a count matrix are features, and their weights: (1 + ln tf) x idf, idf = ln((1 + n) / (1 + df)) + 1, rows of unit length
/// (scikit-learn's TfidfVectorizer with sublinear_tf).
/// </summary>
internal sealed class TfidfWeights
{
    private readonly int[] _columns;

    private TfidfWeights(int[] columns, int[] kept, int[] documentFrequencies, int documents)
    {
        _columns = columns;
        Kept = kept;
        DocumentFrequencies = documentFrequencies;
        Documents = documents;
        Idf = [.. documentFrequencies.Select(df => InverseDocumentFrequency(df, documents))];
    }

    /// <summary>Ids of the n-grams that are features, ascending.</summary>
    public int[] Kept { get; }

    public int[] DocumentFrequencies { get; }

    public int Documents { get; }

    public double[] Idf { get; }

    public static double InverseDocumentFrequency(int documentFrequency, int documents) => Math.Log((1.0 + documents) / (1.0 + documentFrequency)) + 1;

    public static TfidfWeights Fit(NgramCounts counts, ReadOnlySpan<int> rows)
    {
        int[] frequencies = new int[counts.Table.Count];
        foreach (int row in rows)
        {
            foreach (int id in counts.Ids(row))
                frequencies[id]++;
        }

        var kept = new List<int>();
        int[] columns = new int[frequencies.Length];
        for (int id = 0; id < frequencies.Length; id++)
        {
            columns[id] = -1;
            if (frequencies[id] >= counts.Options.MinDocuments)
            {
                columns[id] = kept.Count;
                kept.Add(id);
            }
        }

        return new TfidfWeights(columns, [.. kept], [.. kept.Select(id => frequencies[id])], rows.Length);
    }

    /// <summary>The weighted features of some rows.</summary>
    public SparseMatrix Apply(NgramCounts counts, ReadOnlySpan<int> rows)
    {
        int[] starts = new int[rows.Length + 1];
        var indices = new List<int>();
        var values = new List<double>();
        for (int r = 0; r < rows.Length; r++)
        {
            ReadOnlySpan<int> ids = counts.Ids(rows[r]), times = counts.Times(rows[r]);
            for (int i = 0; i < ids.Length; i++)
            {
                int column = _columns[ids[i]];
                if (column < 0)
                    continue;
                indices.Add(column);
                values.Add((1 + Math.Log(times[i])) * Idf[column]);
            }

            starts[r + 1] = indices.Count;
            Normalize(CollectionsMarshal.AsSpan(values)[starts[r]..]);
        }

        return new SparseMatrix(Idf.Length, starts, [.. indices], [.. values]);
    }

    public static void Normalize(Span<double> row)
    {
        double length = Math.Sqrt(TensorPrimitives.SumOfSquares<double>(row));
        if (length > 0)
            TensorPrimitives.Divide(row, length, row);
    }
}
