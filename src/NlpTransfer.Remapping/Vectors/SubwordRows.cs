namespace NlpTransfer.Remapping;

/// <summary>
/// Which rows of the input matrix make up each unit: its own, then one for each letter sequence. Buckets that no unit uses get no row, so that memory
/// follows the vocabulary and not the number of buckets.
/// </summary>
internal sealed class SubwordRows
{
    private readonly int[] _starts;
    private readonly int[] _rows;

    public SubwordRows(IReadOnlyList<string> units, SkipGramOptions options)
    {
        _starts = new int[units.Count + 1];
        var rows = new List<int>(units.Count);
        var rowOfBucket = new Dictionary<int, int>();
        List<int> buckets = [];
        for (int unit = 0; unit < units.Count; unit++)
        {
            rows.Add(unit);
            buckets.Clear();
            if (options.MaximumNgram > 0)
                CharacterNgrams.Add(units[unit], options.MinimumNgram, options.MaximumNgram, options.Buckets, buckets);
            foreach (int bucket in buckets)
            {
                if (!rowOfBucket.TryGetValue(bucket, out int row))
                    rowOfBucket.Add(bucket, row = units.Count + rowOfBucket.Count);
                rows.Add(row);
            }

            _starts[unit + 1] = rows.Count;
        }

        _rows = [.. rows];
        Count = units.Count + rowOfBucket.Count;
    }

    /// <summary>Rows of the input matrix.</summary>
    public int Count { get; }

    /// <summary>The rows of a unit.</summary>
    public ReadOnlySpan<int> Of(int unit) => _rows.AsSpan(_starts[unit], _starts[unit + 1] - _starts[unit]);
}
