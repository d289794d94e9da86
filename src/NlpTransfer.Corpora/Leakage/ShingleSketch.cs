namespace NlpTransfer.Corpora;

/// <summary>
/// A MinHash sketch of a text's character shingles (Broder 1997, "On the resemblance and containment of documents"): for each of 64 hash functions the least value over
/// the set, so that the share of equal values estimates the Jaccard similarity (standard error at most 0.0625).
/// </summary>
internal sealed class ShingleSketch
{
    public const int Length = 64;
    public const int LeastShingles = 16;

    private const int ShingleLength = 5;

    private static readonly ulong[] Multipliers = Draw("minhash.multiplier", odd: true);
    private static readonly ulong[] Offsets = Draw("minhash.offset", odd: false);

    private ShingleSketch(int[] values, int count)
    {
        Values = values;
        Count = count;
    }

    /// <summary>The least values.</summary>
    public int[] Values { get; }

    /// <summary>How many different shingles the text has.</summary>
    public int Count { get; }

    /// <summary>The sketch of a normalised text; null where it has too few shingles to say anything.</summary>
    public static ShingleSketch? Of(string normalized)
    {
        HashSet<ulong> shingles = [];
        for (int i = 0; i + ShingleLength <= normalized.Length; i++)
            shingles.Add(Hash(normalized.AsSpan(i, ShingleLength)));
        if (shingles.Count < LeastShingles)
            return null;
        uint[] least = new uint[Length];
        Array.Fill(least, uint.MaxValue);
        foreach (ulong shingle in shingles)
        {
            for (int k = 0; k < Length; k++)
                least[k] = Math.Min(least[k], (uint)(((shingle * Multipliers[k]) + Offsets[k]) >> 32));
        }

        return new ShingleSketch([.. least.Select(v => unchecked((int)v))], shingles.Count);
    }

    /// <summary>The estimated share of the smaller set that is in the larger.</summary>
    public double Containment(ReadOnlySpan<int> other, int otherCount)
    {
        int equal = 0;
        for (int k = 0; k < Length; k++)
            equal += Values[k] == other[k] ? 1 : 0;
        double jaccard = equal / (double)Length;
        return Math.Min(1, jaccard * (Count + otherCount) / ((1 + jaccard) * Math.Min(Count, otherCount)));
    }

    private static ulong Hash(ReadOnlySpan<char> text)
    {
        // FNV-1a over the code units, then a finaliser (Stafford's variant 13) so that high bits depend on all.
        ulong hash = 14695981039346656037;
        foreach (char c in text)
            hash = (hash ^ c) * 1099511628211;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
        return hash ^ (hash >> 31);
    }

    private static ulong[] Draw(string purpose, bool odd)
    {
        var random = new CounterRandom(0, purpose);
        ulong[] values = new ulong[Length];
        for (int i = 0; i < Length; i++)
            values[i] = random.NextUInt64() | (odd ? 1UL : 0);
        return values;
    }
}
