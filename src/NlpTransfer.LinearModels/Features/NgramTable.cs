using System.Runtime.InteropServices;
using System.Text;

namespace NlpTransfer.LinearModels;

/// <summary>
/// Numbers byte strings in the order of their arrival: all bytes in one array, found by open addressing, nothing allocated by a look-up.
/// </summary>
internal sealed class NgramTable
{
    private byte[] _bytes = new byte[1024];
    private int[] _ends = new int[256];
    private int[] _slots = new int[1024];

    public int Count { get; private set; }

    /// <summary>The bytes of one string.</summary>
    public ReadOnlySpan<byte> this[int id] => _bytes.AsSpan(Start(id), _ends[id] - Start(id));

    /// <summary>All strings after each other, and where each ends.</summary>
    public (ReadOnlyMemory<byte> Bytes, ReadOnlyMemory<int> Ends) Content => (_bytes.AsMemory(0, Start(Count)), _ends.AsMemory(0, Count));

    public string Text(int id) => Encoding.UTF8.GetString(this[id]);

    /// <summary>The number of a string, or -1.</summary>
    public int Find(ReadOnlySpan<byte> key) => _slots[Slot(key)] - 1;

    /// <summary>The number of a string, a new one if it was not there.</summary>
    public int GetOrAdd(ReadOnlySpan<byte> key)
    {
        int slot = Slot(key);
        if (_slots[slot] > 0)
            return _slots[slot] - 1;
        int start = Start(Count);
        if (start + key.Length > _bytes.Length)
            Array.Resize(ref _bytes, checked(Math.Max(_bytes.Length * 2, start + key.Length)));
        if (Count == _ends.Length)
            Array.Resize(ref _ends, _ends.Length * 2);
        key.CopyTo(_bytes.AsSpan(start));
        _ends[Count++] = start + key.Length;
        _slots[slot] = Count;
        if (Count * 2 > _slots.Length)
            Grow();
        return Count - 1;
    }

    /// <summary>Numbers that put the strings into the order of their bytes.</summary>
    public int[] SortedOrder()
    {
        int[] order = new int[Count];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(order, (a, b) => this[a].SequenceCompareTo(this[b]));
        return order;
    }

    private static uint Hash(ReadOnlySpan<byte> key)
    {
        ulong hash = 0x9E3779B97F4A7C15UL ^ (uint)key.Length;
        while (key.Length >= 8)
        {
            hash = (hash ^ MemoryMarshal.Read<ulong>(key)) * 0xD6E8FEB86659FD93UL;
            hash ^= hash >> 32;
            key = key[8..];
        }

        ulong rest = 0;
        foreach (byte value in key)
            rest = (rest << 8) | value;
        hash = (hash ^ rest) * 0xD6E8FEB86659FD93UL;
        hash ^= hash >> 32;
        hash *= 0xD6E8FEB86659FD93UL;
        return (uint)(hash >> 32);
    }

    private int Start(int id) => id == 0 ? 0 : _ends[id - 1];

    /// <summary>The slot that holds the string or, empty, would hold it.</summary>
    private int Slot(ReadOnlySpan<byte> key)
    {
        int mask = _slots.Length - 1;
        int slot = (int)(Hash(key) & (uint)mask);
        while (_slots[slot] > 0 && !this[_slots[slot] - 1].SequenceEqual(key))
            slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        for (int id = 0; id < Count; id++)
            _slots[Slot(this[id])] = id + 1;
    }
}
