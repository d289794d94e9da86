namespace NlpTransfer.LinearModels;

/// <summary>The features of a fitted model: turns a text into a sparse row of weights without allocating for each n-gram.</summary>
internal sealed class TfidfFeatures
{
    private readonly double[] _idf;

    public TfidfFeatures(NgramOptions options, NgramTable table, int[] documentFrequencies, int documents)
    {
        Options = options;
        Table = table;
        DocumentFrequencies = documentFrequencies;
        Documents = documents;
        _idf = [.. documentFrequencies.Select(df => TfidfWeights.InverseDocumentFrequency(df, documents))];
    }

    public NgramOptions Options { get; }

    /// <summary>The features in the order of their columns, which is the order of their code points.</summary>
    public NgramTable Table { get; }

    public int[] DocumentFrequencies { get; }

    public int Documents { get; }

    public int Count => Table.Count;

    public ReadOnlySpan<double> Idf => _idf;

    public static TfidfFeatures Create(NgramCounts counts, TfidfWeights weights)
    {
        var table = new NgramTable();
        foreach (int id in weights.Kept)
            table.GetOrAdd(counts.Table[id]);
        return new TfidfFeatures(counts.Options, table, weights.DocumentFrequencies, weights.Documents);
    }

    /// <summary>The features of a text.</summary>
    /// <param name="text">The text as written.</param>
    /// <param name="reader">Buffers, made for <see cref="Options"/>.</param>
    /// <param name="row">Receives (column, weight), columns ascending; emptied before.</param>
    public void Read(string text, NgramReader reader, SparseRow row)
    {
        row.Clear();
        ReadOnlySpan<int> ids = reader.Read(text, Table, add: false);
        for (int i = 0; i < ids.Length;)
        {
            int end = i + 1;
            while (end < ids.Length && ids[end] == ids[i])
                end++;
            row.Add(ids[i], (1 + Math.Log(end - i)) * _idf[ids[i]]);
            i = end;
        }

        TfidfWeights.Normalize(row.Values);
    }
}
