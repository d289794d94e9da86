using System.Numerics;

namespace NlpTransfer.Tokenization;

/// <summary>
/// The suffixes of all words in the order of their first symbols, as many as a piece may have: a suffix array (Manber and Myers 1993) cut at that depth.
/// Symbols are packed into 64-bit keys, so that one sort settles several of them; what is still equal is sorted by the next ones.
/// </summary>
internal static class SuffixOrder
{
    /// <summary>Sorts the suffixes.</summary>
    /// <param name="words">The words.</param>
    /// <param name="alphabetSize">The largest symbol.</param>
    /// <param name="depth">Symbols that are compared; suffixes that agree in these stand in any, but always the same, order.</param>
    /// <param name="cancellationToken">Stops between groups.</param>
    /// <returns>The places in <see cref="TrainingWords.Symbols"/> where the suffixes begin.</returns>
    public static int[] Sort(TrainingWords words, int alphabetSize, int depth, CancellationToken cancellationToken)
    {
        int[] symbols = words.Symbols;
        var places = new int[symbols.Length - words.Count];
        int count = 0;
        for (int i = 0; i < symbols.Length; i++)
        {
            if (symbols[i] != 0)
                places[count++] = i;
        }

        int bits = 32 - BitOperations.LeadingZeroCount((uint)alphabetSize);
        int width = 64 / bits;
        ulong lastSymbol = (1UL << bits) - 1;
        var keys = new ulong[places.Length];
        var pending = new Stack<(int Start, int End, int Depth)>();
        pending.Push((0, places.Length, 0));
        while (pending.TryPop(out (int Start, int End, int Depth) group))
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int k = group.Start; k < group.End; k++)
                keys[k] = Pack(symbols, places[k] + group.Depth, width, bits);
            Array.Sort(keys, places, group.Start, group.End - group.Start);
            if (group.Depth + width >= depth)
                continue;
            for (int start = group.Start; start < group.End;)
            {
                int end = start + 1;
                while (end < group.End && keys[end] == keys[start])
                    end++;
                if (end - start > 1 && (keys[start] & lastSymbol) != 0)
                    pending.Push((start, end, group.Depth + width));
                start = end;
            }
        }

        return places;
    }

    /// <summary>The next symbols, the first one in the highest bits; zeros follow the end of the word.</summary>
    private static ulong Pack(int[] symbols, int at, int width, int bits)
    {
        ulong key = 0;
        for (int i = 0; i < width; i++)
        {
            int symbol = symbols[at];
            key = (key << bits) | (uint)symbol;
            at += symbol == 0 ? 0 : 1;
        }

        return key;
    }
}
