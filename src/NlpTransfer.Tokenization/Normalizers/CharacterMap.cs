using System.Buffers.Binary;
using System.Text;

namespace NlpTransfer.Tokenization;

/// <summary>
/// The character map of a SentencePiece model: a double-array trie (Aoe 1989, in Yata's darts-clone layout) over UTF-8 bytes,
/// whose values are places in a list of replacement texts that end in a zero byte.
/// </summary>
internal sealed class CharacterMap
{
    private const int Passing = -1;
    private const int Ended = -2;

    private readonly uint[] _units;
    private readonly byte[] _replacements;
    private readonly ulong[] _keys = new ulong[1 << 10];
    private readonly ulong[] _begins = new ulong[1 << 10];
    private readonly ulong[] _follows = new ulong[1 << 10];

    private CharacterMap(uint[] units, byte[] replacements)
    {
        _units = units;
        _replacements = replacements;
        FindUnits();
    }

    /// <summary>Reads the blob: four bytes with the size of the trie, the trie, the texts.</summary>
    /// <returns>The map, or null with the reason.</returns>
    public static CharacterMap? TryParse(ReadOnlySpan<byte> blob, out string reason)
    {
        reason = "";
        if (blob.Length < 4)
        {
            reason = $"holds {blob.Length} bytes; a character map begins with the four bytes of its size.";
            return null;
        }

        uint size = BinaryPrimitives.ReadUInt32LittleEndian(blob);
        if (size == 0 || size % 4 != 0 || size > blob.Length - 4)
        {
            reason = $"says that its trie has {size} bytes, of which {blob.Length - 4} are there; a multiple of four above zero was expected.";
            return null;
        }

        var units = new uint[size / 4];
        for (int i = 0; i < units.Length; i++)
            units[i] = BinaryPrimitives.ReadUInt32LittleEndian(blob[(4 + 4 * i)..]);
        byte[] replacements = blob[(4 + (int)size)..].ToArray();
        if (!System.Text.Unicode.Utf8.IsValid(replacements))
        {
            reason = "holds replacement texts that are not UTF-8.";
            return null;
        }

        return new CharacterMap(units, replacements);
    }

    /// <summary>Finds the replacement of the shortest key that a text begins with.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="replacement">UTF-8 of the replacement; it may be empty.</param>
    public bool TryMap(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> replacement)
    {
        replacement = default;
        uint node = Offset(_units[0]);
        foreach (byte step in text)
        {
            node ^= step;
            if (step == 0 || node >= _units.Length)
                return false;
            uint unit = _units[node];
            if ((unit & 0x800000FFu) != step)
                return false;
            node ^= Offset(unit);
            if ((unit & 0x100) == 0)
                continue;
            if (node >= _units.Length)
                return false;
            uint place = _units[node] & 0x7FFFFFFFu;
            if (place > _replacements.Length)
                return false;
            ReadOnlySpan<byte> rest = _replacements.AsSpan((int)place);
            int end = rest.IndexOf((byte)0);
            replacement = end < 0 ? rest : rest[..end];
            return true;
        }

        return false;
    }

    /// <summary>Finds the replacement of the longest key that a text begins with.</summary>
    /// <param name="text">UTF-16; not empty.</param>
    /// <param name="consumed">Length of the key in code units.</param>
    /// <param name="replacement">UTF-8 of the replacement; it may be empty.</param>
    public bool TryMapLongest(ReadOnlySpan<char> text, out int consumed, out ReadOnlySpan<byte> replacement)
    {
        consumed = 0;
        replacement = default;
        if (!MayBegin(text[0], text.Length > 1 ? text[1] : '\0'))
            return false;
        Span<byte> bytes = stackalloc byte[4];
        uint node = Offset(_units[0]);
        int place = -1;
        for (int at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf16(text[at..], out Rune rune, out int width);
            at += width;
            int found = Step(ref node, bytes[..rune.EncodeToUtf8(bytes)]);
            if (found == Ended)
                break;
            if (found >= 0)
                (place, consumed) = (found, at);
        }

        if (place < 0)
            return false;
        ReadOnlySpan<byte> rest = _replacements.AsSpan(place);
        int end = rest.IndexOf((byte)0);
        replacement = end < 0 ? rest : rest[..end];
        return true;
    }

    /// <summary>
    /// Length of what a text begins with that no key touches: most characters are no key, and go on to one only before a mark.
    /// </summary>
    public int Untouched(ReadOnlySpan<char> text)
    {
        int at = 0;
        while (at < text.Length && !MayBegin(text[at], at + 1 < text.Length ? text[at + 1] : '\0'))
            at++;
        return at;
    }

    private static bool Has(ulong[] set, char unit) => (set[unit >> 6] & (1UL << (unit & 63))) != 0;

    private bool MayBegin(char unit, char next) => Has(_keys, unit) || (Has(_begins, unit) && Has(_follows, next));

    /// <summary>Finds which code units are keys by themselves, which begin longer ones, and which come after these. Half pairs count as any of the three.</summary>
    private void FindUnits()
    {
        Span<byte> bytes = stackalloc byte[4];
        var starts = new List<uint>();
        for (int code = 0; code <= 0xFFFF; code++)
        {
            bool half = !Rune.TryCreate(code, out Rune rune);
            uint node = Offset(_units[0]);
            int found = half ? Passing : Step(ref node, bytes[..rune.EncodeToUtf8(bytes)]);
            if (found >= 0 || half)
                _keys[code >> 6] |= 1UL << (code & 63);
            if (found == Ended)
                continue;
            _begins[code >> 6] |= 1UL << (code & 63);
            if (!half)
                starts.Add(node);
        }

        foreach (uint start in starts)
            Follow(start, 0, 0);
        _follows.AsSpan(0xD800 >> 6, 0x800 >> 6).Fill(ulong.MaxValue);
    }

    /// <summary>Marks the first code unit of each character that the trie goes on with.</summary>
    private void Follow(uint node, int code, int missing)
    {
        for (uint step = missing > 0 ? 0x80u : 1u; step < (missing > 0 ? 0xC0u : 0xF0u); step++)
        {
            uint next = node ^ step;
            if (next >= _units.Length || (_units[next] & 0x800000FFu) != step)
                continue;
            next ^= Offset(_units[next]);
            int width = missing > 0 ? missing - 1 : step < 0x80 ? 0 : step < 0xE0 ? 1 : 2;
            int value = missing > 0 ? (code << 6) | (int)(step & 0x3F) : (int)(step < 0x80 ? step : step < 0xE0 ? step & 0x1F : step & 0x0F);
            if (width > 0)
                Follow(next, value, width);
            else
                _follows[value >> 6] |= 1UL << (value & 63);
        }
    }

    /// <summary>Goes along a character's bytes.</summary>
    /// <returns>The place of the replacement of the key that ends there, <see cref="Passing"/> where none does, or <see cref="Ended"/>.</returns>
    private int Step(ref uint node, ReadOnlySpan<byte> bytes)
    {
        int found = Passing;
        foreach (byte step in bytes)
        {
            node ^= step;
            if (step == 0 || node >= _units.Length)
                return Ended;
            uint unit = _units[node];
            if ((unit & 0x800000FFu) != step)
                return Ended;
            node ^= Offset(unit);
            found = Passing;
            if ((unit & 0x100) == 0)
                continue;
            if (node >= _units.Length)
                return Ended;
            uint place = _units[node] & 0x7FFFFFFFu;
            if (place > _replacements.Length)
                return Ended;
            found = (int)place;
        }

        return found;
    }

    private static uint Offset(uint unit) => (unit >> 10) << (int)((unit & 0x200) >> 6);
}
