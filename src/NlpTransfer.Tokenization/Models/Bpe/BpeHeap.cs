namespace NlpTransfer.Tokenization;

/// <summary>Places by rank, then from the left, and which symbol stands beside which.</summary>
internal sealed class BpeHeap
{
    private const int Kept = 1 << 16;

    private ulong[] _heap = new ulong[64];
    private int[] _next = [];
    private int[] _previous = [];
    private int _count;

    /// <summary>Forgets all, and makes room for so many symbols.</summary>
    public void Reset(int count)
    {
        _count = 0;
        if (_heap.Length > Kept)
            _heap = new ulong[64];
        if (_next.Length >= count && (_next.Length <= Kept || count > Kept))
            return;
        _next = new int[Math.Max(256, count)];
        _previous = new int[_next.Length];
    }

    /// <summary>Puts a symbol between its neighbours, of so many.</summary>
    public void Link(int place, int count)
    {
        _previous[place] = place - 1;
        _next[place] = place + 1 < count ? place + 1 : -1;
    }

    public int Next(int place) => _next[place];

    public int Previous(int place) => _previous[place];

    /// <summary>Takes a symbol out; it is never the first.</summary>
    public void Unlink(int place)
    {
        int next = _next[place];
        _next[_previous[place]] = next;
        if (next >= 0)
            _previous[next] = _previous[place];
    }

    public void Push(uint rank, int place)
    {
        if (_count == _heap.Length)
            Array.Resize(ref _heap, _count * 2);
        ulong key = ((ulong)rank << 32) | (uint)place;
        int at = _count++;
        for (int parent; at > 0 && _heap[parent = (at - 1) / 2] > key; at = parent)
            _heap[at] = _heap[parent];
        _heap[at] = key;
    }

    public bool TryPop(out uint rank, out int place)
    {
        rank = 0;
        place = 0;
        if (_count == 0)
            return false;
        ulong top = _heap[0];
        ulong last = _heap[--_count];
        int at = 0;
        for (int child; (child = 2 * at + 1) < _count; at = child)
        {
            if (child + 1 < _count && _heap[child + 1] < _heap[child])
                child++;
            if (_heap[child] >= last)
                break;
            _heap[at] = _heap[child];
        }

        _heap[at] = last;
        rank = (uint)(top >> 32);
        place = (int)(uint)top;
        return true;
    }
}
