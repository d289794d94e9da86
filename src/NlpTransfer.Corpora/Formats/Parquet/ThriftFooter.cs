namespace NlpTransfer.Corpora;

/// <summary>
/// Walks a Parquet footer (a struct in Thrift's compact protocol) without making anything of it, to see that it ends where it says.
/// Parquet.Net 6.1 never comes back from one that does not.
/// </summary>
internal ref struct ThriftFooter
{
    private const int MaximumDepth = 32;

    private readonly ReadOnlySpan<byte> _bytes;
    private int _at;

    private ThriftFooter(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Whether the bytes hold one whole struct.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> bytes) => new ThriftFooter(bytes).SkipStruct(0);

    private bool SkipStruct(int depth)
    {
        if (depth > MaximumDepth)
            return false;
        while (true)
        {
            if (!TryByte(out byte field))
                return false;
            if (field == 0)
                return true;
            if (field >> 4 == 0 && !TryNumber(out _))
                return false;
            // A boolean field's value is its type.
            if ((field & 15) is not (1 or 2) && !Skip(field & 15, depth))
                return false;
        }
    }

    private bool Skip(int type, int depth) => type switch
    {
        1 or 2 or 3 => Advance(1),
        4 or 5 or 6 => TryNumber(out _),
        7 => Advance(8),
        8 => TryNumber(out ulong length) && Advance(length),
        9 or 10 => SkipList(depth),
        11 => SkipMap(depth),
        12 => SkipStruct(depth + 1),
        _ => false,
    };

    private bool SkipList(int depth)
    {
        if (!TryByte(out byte head))
            return false;
        ulong count = (ulong)(head >> 4);
        if (count == 15 && !TryNumber(out count))
            return false;
        // An element takes a byte at least, so a count beyond the end fails before it costs anything.
        for (; count > 0; count--)
        {
            if (!Skip(head & 15, depth + 1) || depth > MaximumDepth)
                return false;
        }

        return true;
    }

    private bool SkipMap(int depth)
    {
        if (!TryNumber(out ulong count))
            return false;
        if (count == 0)
            return true;
        if (!TryByte(out byte types))
            return false;
        for (; count > 0; count--)
        {
            if (depth > MaximumDepth || !Skip(types >> 4, depth + 1) || !Skip(types & 15, depth + 1))
                return false;
        }

        return true;
    }

    private bool TryByte(out byte value)
    {
        bool there = _at < _bytes.Length;
        value = there ? _bytes[_at++] : (byte)0;
        return there;
    }

    private bool TryNumber(out ulong value)
    {
        value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            if (!TryByte(out byte part))
                return false;
            value |= (ulong)(part & 127) << shift;
            if (part < 128)
                return true;
        }

        return false;
    }

    private bool Advance(ulong count)
    {
        if (count > (ulong)(_bytes.Length - _at))
            return false;
        _at += (int)count;
        return true;
    }
}
