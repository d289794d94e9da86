using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NlpTransfer.Tokenization;

/// <summary>
/// Words whose tokens are known already, in a table of a fixed size. Each word has two places; once both are taken, some of the new words take the second one,
/// so that a text in another language finds its words soon, and a text of ever new words does not allocate for each. Any number of threads read and fill it:
/// an entry is written whole or not at all, and what it says never depends on who wrote it.
/// </summary>
internal sealed class WordCache
{
    /// <summary>Longest word that is kept, in code units.</summary>
    public const int LongestWord = 40;

    private const int Bits = 16;

    /// <summary>Of words that find no free place, one in so many plus one takes another's.</summary>
    private const int PassedFor = 3;

    private int _passed;

    /// <summary>Made for the first word that is kept.</summary>
    private Entry?[]? _entries;

    /// <summary>Appends the tokens of a known word.</summary>
    /// <param name="word">The word.</param>
    /// <param name="origin">Where it begins.</param>
    /// <param name="tokens">Gets its tokens.</param>
    /// <param name="hash">For <see cref="Add"/>.</param>
    public bool TryAppend(ReadOnlySpan<char> word, int origin, List<PendingToken> tokens, out ulong hash)
    {
        hash = Hash(word);
        Entry?[]? entries = Volatile.Read(ref _entries);
        if (entries is null)
            return false;
        Entry? entry = Volatile.Read(ref entries[Slot(hash)]);
        if (entry is null || entry.Hash != hash || !word.SequenceEqual(entry.Word))
        {
            entry = Volatile.Read(ref entries[OtherSlot(hash)]);
            if (entry is null || entry.Hash != hash || !word.SequenceEqual(entry.Word))
                return false;
        }

        foreach (PendingToken token in entry.Tokens)
            tokens.Add(new(token.Id, origin + token.Start, origin + token.End, token.IsSurface));
        return true;
    }

    /// <summary>Keeps the tokens of a word, if there is room or it is a word's turn.</summary>
    public void Add(ulong hash, ReadOnlySpan<char> word, int origin, ReadOnlySpan<PendingToken> tokens)
    {
        Entry?[] entries = LazyInitializer.EnsureInitialized(ref _entries, static () => new Entry?[1 << Bits]);
        int slot = entries[Slot(hash)] is null ? Slot(hash) : OtherSlot(hash);

        // Lost increments of other threads do no harm: it is a pace, not a count.
        if (entries[slot] is not null && (++_passed & PassedFor) != 0)
            return;
        var kept = new PendingToken[tokens.Length];
        for (int i = 0; i < kept.Length; i++)
            kept[i] = new(tokens[i].Id, tokens[i].Start - origin, tokens[i].End - origin, tokens[i].IsSurface);
        Volatile.Write(ref entries[slot], new Entry(hash, word.ToArray(), kept));
    }

    private static int Slot(ulong hash) => (int)(hash >> (64 - Bits));

    private static int OtherSlot(ulong hash) => (int)(hash >> (64 - (2 * Bits))) & ((1 << Bits) - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Hash(ReadOnlySpan<char> word)
    {
        ulong hash = (ulong)word.Length;
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(word);
        for (; bytes.Length >= 8; bytes = bytes[8..])
            hash = (hash ^ MemoryMarshal.Read<ulong>(bytes)) * 0x9E3779B97F4A7C15UL;
        ulong rest = 0;
        for (int i = 0; i + 1 < bytes.Length; i += 2)
            rest = (rest << 16) | MemoryMarshal.Read<ushort>(bytes[i..]);
        hash = (hash ^ rest ^ (hash >> 32)) * 0xD6E8FEB86659FD93UL;
        return (hash ^ (hash >> 29)) * 0x9E3779B97F4A7C15UL;
    }

    private sealed record Entry(ulong Hash, char[] Word, PendingToken[] Tokens);
}
