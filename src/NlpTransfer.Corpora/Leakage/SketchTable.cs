namespace NlpTransfer.Corpora;

/// <summary>Finds sketches that resemble one, through 32 bands of two values (locality-sensitive hashing; Indyk and Motwani 1998): a pair of Jaccard similarity s shares a band with probability 1 - (1 - s²)³².</summary>
internal sealed class SketchTable
{
    private const int BandLength = 2;
    private const int Bands = ShingleSketch.Length / BandLength;

    private readonly int[] _values;
    private readonly int[] _counts;
    private readonly ulong[] _keys;
    private readonly int[] _rows;

    /// <summary>Makes the table.</summary>
    /// <param name="values">All sketches one after the other: <c>[rows, 64]</c>.</param>
    /// <param name="counts">The number of shingles of each: <c>[rows]</c>.</param>
    public SketchTable(int[] values, int[] counts)
    {
        _values = values;
        _counts = counts;
        _keys = new ulong[counts.Length * Bands];
        _rows = new int[_keys.Length];
        for (int i = 0; i < _keys.Length; i++)
        {
            _rows[i] = i / Bands;
            _keys[i] = Key(Sketch(i / Bands), i % Bands);
        }

        Array.Sort(_keys, _rows);
    }

    /// <summary>Whether a sketch is contained in one of the table's, or contains one.</summary>
    public bool Resembles(ShingleSketch sketch, double containment) => Candidates(sketch).Any(row => Containment(sketch, row) >= containment);

    /// <summary>The rows that share a band with a sketch; one that shares several comes as often.</summary>
    public IEnumerable<int> Candidates(ShingleSketch sketch)
    {
        for (int band = 0; band < Bands; band++)
        {
            ulong key = Key(sketch.Values, band);
            int at = Array.BinarySearch(_keys, key);
            if (at < 0)
                continue;
            while (at > 0 && _keys[at - 1] == key)
                at--;
            for (; at < _keys.Length && _keys[at] == key; at++)
                yield return _rows[at];
        }
    }

    /// <summary>The estimated share of the smaller of two sets that is in the larger.</summary>
    public double Containment(ShingleSketch sketch, int row) => sketch.Containment(Sketch(row), _counts[row]);

    private ReadOnlySpan<int> Sketch(int row) => _values.AsSpan(row * ShingleSketch.Length, ShingleSketch.Length);

    private static ulong Key(ReadOnlySpan<int> sketch, int band)
    {
        ulong pair = ((ulong)(uint)sketch[band * BandLength] << 32) | (uint)sketch[(band * BandLength) + 1];
        return (pair ^ ((ulong)band * 0x9E3779B97F4A7C15)) * 0xD6E8FEB86659FD93;
    }
}
