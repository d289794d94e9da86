namespace NlpTransfer.Tokenization;

/// <summary>
/// The symbols of a word while they are merged: the pair of the lowest rank first, of equal ones the leftmost. A word of a few characters is searched
/// through for each merge, which is quicker than any heap; a long one takes the heap.
/// </summary>
internal sealed class BpeSymbols
{
    private const int Short = 40;
    private const int Kept = 1 << 16;

    private int[] _ids = new int[64];
    private int[] _starts = new int[64];
    private int[] _ends = new int[64];
    private long[] _pairs = new long[64];
    private readonly BpeHeap _heap = new();

    /// <summary>Number of symbols.</summary>
    public int Count { get; private set; }

    /// <summary>A symbol and its range in the word.</summary>
    public (int Id, int Start, int End) this[int index] => (_ids[index], _starts[index], _ends[index]);

    /// <summary>Forgets all symbols.</summary>
    public void Clear()
    {
        if (_ids.Length > Kept)
            Resize(64);
        Count = 0;
    }

    /// <summary>Appends a symbol.</summary>
    public void Add(int id, int start, int end)
    {
        if (Count == _ids.Length)
            Resize(Count * 2);
        _ids[Count] = id;
        _starts[Count] = start;
        _ends[Count++] = end;
    }

    /// <summary>Lets the last symbol reach further, if it is this one.</summary>
    public bool TryExtend(int id, int end)
    {
        if (Count == 0 || _ids[Count - 1] != id)
            return false;
        _ends[Count - 1] = end;
        return true;
    }

    /// <summary>Makes all merges that a table has.</summary>
    public void Merge(BpeMergeTable table)
    {
        if (Count > Short)
            MergeLong(table);
        else if (Count > 1)
            MergeShort(table);
    }

    /// <summary>Appends the symbols as tokens.</summary>
    /// <param name="origin">Where the word begins.</param>
    /// <param name="tokens">The tokens.</param>
    public void AppendTo(int origin, List<PendingToken> tokens)
    {
        for (int i = 0; i < Count; i++)
            tokens.Add(new(_ids[i], origin + _starts[i], origin + _ends[i], false));
    }

    private void MergeShort(BpeMergeTable table)
    {
        Span<int> ids = _ids.AsSpan(0, Count);
        Span<long> pairs = _pairs.AsSpan(0, Count);
        for (int i = 0; i + 1 < ids.Length; i++)
            pairs[i] = table.Find(ids[i], ids[i + 1]);
        int count = Count;
        while (count > 1)
        {
            int best = 0;
            long merge = pairs[0];
            for (int i = 1; i + 1 < count; i++)
            {
                if (BpeMergeTable.Rank(pairs[i]) < BpeMergeTable.Rank(merge))
                    (best, merge) = (i, pairs[i]);
            }

            if (merge == BpeMergeTable.None)
                break;
            ids[best] = BpeMergeTable.Product(merge);
            _ends[best] = _ends[best + 1];
            count--;
            int moved = count - best - 1;
            ids.Slice(best + 2, moved).CopyTo(ids[(best + 1)..]);
            _starts.AsSpan(best + 2, moved).CopyTo(_starts.AsSpan(best + 1));
            _ends.AsSpan(best + 2, moved).CopyTo(_ends.AsSpan(best + 1));
            pairs.Slice(best + 2, moved).CopyTo(pairs[(best + 1)..]);
            if (best > 0)
                pairs[best - 1] = table.Find(ids[best - 1], ids[best]);
            if (best + 1 < count)
                pairs[best] = table.Find(ids[best], ids[best + 1]);
        }

        Count = count;
    }

    /// <summary>A heap of places by rank; a place whose pair has changed since is left where it lies and passed over.</summary>
    private void MergeLong(BpeMergeTable table)
    {
        _heap.Reset(Count);
        for (int i = 0; i < Count; i++)
        {
            _heap.Link(i, Count);
            Look(table, i);
        }

        while (_heap.TryPop(out uint rank, out int place))
        {
            long merge = _pairs[place];
            if (merge == BpeMergeTable.None || BpeMergeTable.Rank(merge) != rank)
                continue;
            int next = _heap.Next(place);
            _ids[place] = BpeMergeTable.Product(merge);
            _ends[place] = _ends[next];
            _pairs[next] = BpeMergeTable.None;
            _heap.Unlink(next);
            Look(table, place);
            if (_heap.Previous(place) is >= 0 and int previous)
                Look(table, previous);
        }

        int count = 0;
        for (int place = 0; place >= 0; place = _heap.Next(place))
        {
            _ids[count] = _ids[place];
            _starts[count] = _starts[place];
            _ends[count++] = _ends[place];
        }

        Count = count;
    }

    private void Look(BpeMergeTable table, int place)
    {
        int next = _heap.Next(place);
        _pairs[place] = next < 0 ? BpeMergeTable.None : table.Find(_ids[place], _ids[next]);
        if (_pairs[place] != BpeMergeTable.None)
            _heap.Push(BpeMergeTable.Rank(_pairs[place]), place);
    }

    private void Resize(int size)
    {
        Array.Resize(ref _ids, size);
        Array.Resize(ref _starts, size);
        Array.Resize(ref _ends, size);
        Array.Resize(ref _pairs, size);
    }
}
