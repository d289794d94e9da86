using System.Runtime.InteropServices;

namespace NlpTransfer.LinearModels;

/// <summary>
/// How often each n-gram occurs in each text, n-grams in the order of their bytes. Counted once; folds and idf weights are views of it, so that
/// choosing by cross-validation reads no text twice.
/// </summary>
internal sealed class NgramCounts
{
    private readonly List<int> _starts = [0];
    private readonly List<int> _ids = [];
    private readonly List<int> _counts = [];

    private NgramCounts(NgramOptions options) => Options = options;

    public NgramOptions Options { get; }

    /// <summary>The n-grams of the vocabulary texts.</summary>
    public NgramTable Table { get; private set; } = new();

    public int Rows => _starts.Count - 1;

    /// <summary>Counts.</summary>
    /// <param name="options">Which n-grams.</param>
    /// <param name="vocabulary">The texts whose n-grams are known; rows 0 and on.</param>
    /// <param name="others">Texts in which only known n-grams count; the rows after.</param>
    /// <param name="cancellationToken">Stops between texts.</param>
    public static NgramCounts Count(NgramOptions options, IReadOnlyList<string> vocabulary, IReadOnlyList<string> others, CancellationToken cancellationToken = default)
    {
        var result = new NgramCounts(options);
        var reader = new NgramReader(options);
        foreach (string text in vocabulary)
        {
            cancellationToken.ThrowIfCancellationRequested();
            result.Add(reader.Read(text, result.Table, add: true));
        }

        result.Sort();
        foreach (string text in others)
        {
            cancellationToken.ThrowIfCancellationRequested();
            result.Add(reader.Read(text, result.Table, add: false));
        }

        return result;
    }

    /// <summary>Known n-grams of one row, ascending.</summary>
    public ReadOnlySpan<int> Ids(int row) => CollectionsMarshal.AsSpan(_ids)[_starts[row].._starts[row + 1]];

    /// <summary>How often each of them occurs.</summary>
    public ReadOnlySpan<int> Times(int row) => CollectionsMarshal.AsSpan(_counts)[_starts[row].._starts[row + 1]];

    private void Add(ReadOnlySpan<int> sortedIds)
    {
        for (int i = 0; i < sortedIds.Length;)
        {
            int end = i + 1;
            while (end < sortedIds.Length && sortedIds[end] == sortedIds[i])
                end++;
            _ids.Add(sortedIds[i]);
            _counts.Add(end - i);
            i = end;
        }

        _starts.Add(_ids.Count);
    }

    private void Sort()
    {
        int[] order = Table.SortedOrder();
        int[] rank = new int[order.Length];
        var sorted = new NgramTable();
        for (int i = 0; i < order.Length; i++)
        {
            rank[order[i]] = i;
            sorted.GetOrAdd(Table[order[i]]);
        }

        Table = sorted;
        Span<int> ids = CollectionsMarshal.AsSpan(_ids);
        Span<int> counts = CollectionsMarshal.AsSpan(_counts);
        for (int i = 0; i < ids.Length; i++)
            ids[i] = rank[ids[i]];
        for (int row = 0; row < Rows; row++)
        {
            int start = _starts[row], length = _starts[row + 1] - start;
            ids.Slice(start, length).Sort(counts.Slice(start, length));
        }
    }
}
