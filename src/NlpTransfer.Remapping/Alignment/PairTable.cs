using System.Numerics;

namespace NlpTransfer.Remapping;

/// <summary>
/// Counts pairs of numbers in bounded memory: an open hash table whose slots serve as indexes of further arrays. When it is full, the pairs of the smallest
/// counts are forgotten. The order of the slots depends only on what was added, so sums over them do not vary.
/// </summary>
internal sealed class PairTable(int maximumEntries)
{
    private const ulong Free = ulong.MaxValue;

    private ulong[] _keys = NewKeys(1 << 12);
    private double[] _counts = new double[1 << 12];

    /// <summary>Slots, free ones too.</summary>
    public int Capacity => _keys.Length;

    /// <summary>Pairs that are there.</summary>
    public int Count { get; private set; }

    /// <summary>Pairs that were forgotten.</summary>
    public long Forgotten { get; private set; }

    /// <summary>Adds to a pair's count.</summary>
    public void Add(int first, int second, double count)
    {
        int slot = Probe(Key(first, second));
        if (_keys[slot] == Free)
        {
            if (Count >= maximumEntries)
                Forget();
            if ((Count + 1) * 10L > Capacity * 7L)
                Rebuild(Capacity * 2, 0);
            slot = Probe(Key(first, second));
            _keys[slot] = Key(first, second);
            Count++;
        }

        _counts[slot] += count;
    }

    /// <summary>The slot of a pair, or -1.</summary>
    public int Find(int first, int second)
    {
        int slot = Probe(Key(first, second));
        return _keys[slot] == Free ? -1 : slot;
    }

    /// <summary>The pair in a slot, or false for a free one.</summary>
    public bool TryGet(int slot, out int first, out int second)
    {
        (first, second) = ((int)(_keys[slot] >> 32), (int)(uint)_keys[slot]);
        return _keys[slot] != Free;
    }

    /// <summary>The count in a slot.</summary>
    public double CountAt(int slot) => _counts[slot];

    private static ulong Key(int first, int second) => ((ulong)(uint)first << 32) | (uint)second;

    private static ulong[] NewKeys(int capacity)
    {
        ulong[] keys = new ulong[capacity];
        Array.Fill(keys, Free);
        return keys;
    }

    private int Probe(ulong key)
    {
        int mask = _keys.Length - 1;
        ulong hash = key * 0x9E3779B97F4A7C15UL;
        int slot = (int)((hash ^ (hash >> 29)) >> (64 - BitOperations.Log2((uint)_keys.Length)));
        while (_keys[slot] != key && _keys[slot] != Free)
            slot = (slot + 1) & mask;
        return slot;
    }

    // Half of the room is made at once, so that forgetting stays rare.
    private void Forget()
    {
        double[] counts = [.. Enumerable.Range(0, Capacity).Where(slot => _keys[slot] != Free).Select(slot => _counts[slot]).Order()];
        int before = Count;
        Rebuild(Capacity, counts[counts.Length / 2]);
        Forgotten += before - Count;
    }

    private void Rebuild(int capacity, double above)
    {
        (ulong[] keys, double[] counts) = (_keys, _counts);
        (_keys, _counts, Count) = (NewKeys(capacity), new double[capacity], 0);
        for (int old = 0; old < keys.Length; old++)
        {
            if (keys[old] == Free || counts[old] <= above)
                continue;
            int slot = Probe(keys[old]);
            (_keys[slot], _counts[slot]) = (keys[old], counts[old]);
            Count++;
        }
    }
}
