namespace NlpTransfer.Corpora;

/// <summary>
/// What a model remembers of the rows it was trained on, so that evaluation can tell rows it has seen: 128-bit hashes of texts, normalised texts and groups, and MinHash
/// sketches; about 300 bytes a row, no text. The hashes are plain: who has a text can find out whether it was trained on, who has not can't read it.
/// </summary>
public sealed class LeakageIndex
{
    private const string Texts = "leakage.texts";
    private const string NormalizedTexts = "leakage.normalized";
    private const string Groups = "leakage.groups";
    private const string Sketches = "leakage.sketches";
    private const string ShingleCounts = "leakage.shingles";

    private readonly HashSet<UInt128> _texts;
    private readonly HashSet<UInt128> _normalized;
    private readonly HashSet<UInt128> _groups;
    private readonly int[] _sketches;
    private readonly int[] _counts;
    private readonly Lazy<SketchTable> _table;

    private LeakageIndex(HashSet<UInt128> texts, HashSet<UInt128> normalized, HashSet<UInt128> groups, int[] sketches, int[] counts)
    {
        _texts = texts;
        _normalized = normalized;
        _groups = groups;
        _sketches = sketches;
        _counts = counts;
        _table = new Lazy<SketchTable>(() => new SketchTable(_sketches, _counts));
    }

    /// <summary>How many different texts it knows.</summary>
    public int Count => _texts.Count;

    /// <summary>Builds the index of training rows, sources and development rows included.</summary>
    /// <param name="rows">The rows; a text that comes again adds nothing.</param>
    public static LeakageIndex Build(IEnumerable<CorpusRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        HashSet<UInt128> texts = [], normalized = [], groups = [];
        List<int> sketches = [], counts = [];
        foreach (CorpusRow row in rows)
        {
            texts.Add(TextKey.Hash(row.Text));
            if (row.Group is { } group)
                groups.Add(TextKey.Hash(group));
            string even = TextKey.Normalize(row.Text);
            if (normalized.Add(TextKey.Hash(even)) && ShingleSketch.Of(even) is { } sketch)
            {
                sketches.AddRange(sketch.Values);
                counts.Add(sketch.Count);
            }
        }

        return new LeakageIndex(texts, normalized, groups, [.. sketches], [.. counts]);
    }

    /// <summary>Finds the rows that training has seen.</summary>
    /// <param name="rows">Held-out rows.</param>
    /// <param name="options">What counts as near; null for the defaults.</param>
    /// <param name="progress">Told of rows checked.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="UsageException">The options are at fault.</exception>
    public OverlapReport Check(IReadOnlyList<CorpusRow> rows, LeakageIndexOptions? options = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        options ??= new LeakageIndexOptions();
        options.Validate();
        List<RowOverlap> overlaps = [];
        for (int i = 0; i < rows.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Find(rows[i], options.NearContainment) is { } kind)
                overlaps.Add(new RowOverlap(i, kind, rows[i].Position, rows[i].Text));
            if (i % 1024 == 0)
                progress?.Report(new WorkProgress("checking for leakage", i, rows.Count));
        }

        return new OverlapReport(rows.Count, overlaps);
    }

    /// <summary>The index as tensors, to be saved with a model: hashes as int64 <c>[n, 2]</c> in ascending order, sketches as int32 <c>[rows, 64]</c>, shingle counts as int32 <c>[rows]</c>.</summary>
    public IReadOnlyList<NamedTensor> ToTensors() =>
    [
        Hashes(Texts, _texts),
        Hashes(NormalizedTexts, _normalized),
        Hashes(Groups, _groups),
        NamedTensor.Create(Sketches, _sketches, _counts.Length, ShingleSketch.Length),
        NamedTensor.Create(ShingleCounts, _counts, _counts.Length),
    ];

    /// <summary>Whether a file holds an index.</summary>
    public static bool IsIn(ITensorSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.TryGet(Texts, out _);
    }

    /// <summary>Reads an index from where <see cref="ToTensors"/> was saved.</summary>
    /// <exception cref="ModelFormatException">A tensor is missing or has another shape or type.</exception>
    public static LeakageIndex Read(ITensorSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        int[] sketches = Integers(source, Sketches), counts = Integers(source, ShingleCounts);
        if (counts.Any(c => c < ShingleSketch.LeastShingles))
            throw new ModelFormatException($"Tensor '{ShingleCounts}' holds a count below {ShingleSketch.LeastShingles}; the file is damaged, save the model again.");
        if (sketches.Length != (long)counts.Length * ShingleSketch.Length)
            throw new ModelFormatException($"Tensor '{Sketches}' has {sketches.Length} values for {counts.Length} rows, expected {ShingleSketch.Length} a row; save the model again.");
        return new LeakageIndex(ReadHashes(source, Texts), ReadHashes(source, NormalizedTexts), ReadHashes(source, Groups), sketches, counts);
    }

    private OverlapKind? Find(CorpusRow row, double containment)
    {
        if (_texts.Contains(TextKey.Hash(row.Text)))
            return OverlapKind.Exact;
        string even = TextKey.Normalize(row.Text);
        if (_normalized.Contains(TextKey.Hash(even)))
            return OverlapKind.Normalized;
        if (row.Group is { } group && _groups.Contains(TextKey.Hash(group)))
            return OverlapKind.Translated;
        return ShingleSketch.Of(even) is { } sketch && _table.Value.Resembles(sketch, containment) ? OverlapKind.Near : null;
    }

    private static NamedTensor Hashes(string name, HashSet<UInt128> hashes) =>
        NamedTensor.Create(name, [.. hashes.Order().SelectMany(h => new[] { unchecked((long)(ulong)(h >> 64)), unchecked((long)(ulong)h) })], hashes.Count, 2);

    private static HashSet<UInt128> ReadHashes(ITensorSource source, string name)
    {
        long[] halves = source.ReadInt64s(name);
        if (halves.Length % 2 != 0)
            throw new ModelFormatException($"Tensor '{name}' has {halves.Length} values, expected two a hash; the file is damaged, save the model again.");
        return [.. halves.Chunk(2).Select(h => new UInt128((ulong)h[0], (ulong)h[1]))];
    }

    private static int[] Integers(ITensorSource source, string name)
    {
        TensorInfo info = source.Require(name);
        if (info.Type != TensorType.Int32)
            throw new ModelFormatException($"Tensor '{name}' is of type {info.Type}, expected Int32; save the model again.");
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, int>(source.GetBytes(name)).ToArray();
    }
}
