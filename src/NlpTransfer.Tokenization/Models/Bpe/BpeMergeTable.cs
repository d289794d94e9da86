using System.Runtime.CompilerServices;

namespace NlpTransfer.Tokenization;

/// <summary>
/// The merges by their two pieces, in one open-addressed table: a key of two ids (24 bits each, plus one so that zero is free) beside a value of rank and
/// product. Values compare as ranks do.
/// </summary>
internal sealed class BpeMergeTable
{
    /// <summary>No merge; greater than every merge.</summary>
    public const long None = long.MaxValue;

    private const int IdBits = 24;
    private const int IdMask = (1 << IdBits) - 1;

    private readonly ulong[] _slots;
    private readonly int _shift;

    /// <summary>Creates a table with room for so many merges.</summary>
    public BpeMergeTable(int count)
    {
        int bits = 4;
        while (1L << bits < count * 2L)
            bits++;
        _slots = new ulong[2 << bits];
        _shift = 64 - bits;
    }

    /// <summary>Adds a merge, or replaces the one of the same two pieces: of two lines with the same pair the later one counts.</summary>
    public void Set(int left, int right, int rank, int product)
    {
        ulong key = Key(left, right);
        int slot = Slot(key);
        while (_slots[slot] != 0 && _slots[slot] != key)
            slot = (slot + 2) & (_slots.Length - 1);
        _slots[slot] = key;
        _slots[slot + 1] = ((ulong)(uint)rank << IdBits) | (uint)product;
    }

    /// <summary>The merge of two pieces, or <see cref="None"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Find(int left, int right)
    {
        ulong key = Key(left, right);
        ulong[] slots = _slots;
        for (int slot = Slot(key); ; slot = (slot + 2) & (slots.Length - 1))
        {
            ulong there = slots[slot];
            if (there == key)
                return (long)slots[slot + 1];
            if (there == 0)
                return None;
        }
    }

    /// <summary>The piece that a merge makes.</summary>
    public static int Product(long merge) => (int)merge & IdMask;

    /// <summary>When it is made.</summary>
    public static uint Rank(long merge) => (uint)(merge >> IdBits);

    private static ulong Key(int left, int right) => (((ulong)(uint)left << IdBits) | (uint)right) + 1;

    private int Slot(ulong key) => (int)((key * 0x9E3779B97F4A7C15UL) >> _shift) * 2;
}
