using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NlpTransfer;

/// <content>Many numbers at once, by vectors where the processor has them: the same ones as one by one.</content>
public sealed partial class CounterRandom
{
    // Words drawn before they are turned into numbers: they stay in the first-level cache.
    private const int Part = 4096;
    private const float Unit = 1.0f / (1 << 24);

    /// <summary>Fills a span with numbers in [0, 1): the ones that <see cref="NextSingle"/> would give.</summary>
    public void FillSingles(Span<float> values)
    {
        for (; values.Length > 0; values = values[Math.Min(Part, values.Length)..])
        {
            Span<float> part = values[..Math.Min(Part, values.Length)];
            FillWords(MemoryMarshal.Cast<float, uint>(part));
            int i = 0;
            for (; i <= part.Length - Vector256<float>.Count; i += Vector256<float>.Count)
                ToSingles(part[i..]).CopyTo(part[i..]);
            for (; i < part.Length; i++)
                part[i] = (BitConverter.SingleToUInt32Bits(part[i]) >> 8) * Unit;
        }
    }

    /// <summary>
    /// Fills a span with a mask as dropout needs it: <paramref name="scale"/> where <see cref="NextSingle"/> would give less than
    /// <paramref name="keepProbability"/>, else 0.
    /// </summary>
    /// <param name="mask">The mask.</param>
    /// <param name="keepProbability">The share to keep, 0 to 1.</param>
    /// <param name="scale">What stands where something is kept: 1, or one over the share to keep the mean.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    public void FillMask(Span<float> mask, float keepProbability, float scale)
    {
        if (!(keepProbability >= 0 && keepProbability <= 1))
            throw new ArgumentOutOfRangeException(nameof(keepProbability), keepProbability, "The share to keep lies between 0 and 1.");
        Vector256<float> keep = Vector256.Create(keepProbability), scales = Vector256.Create(scale);
        for (; mask.Length > 0; mask = mask[Math.Min(Part, mask.Length)..])
        {
            Span<float> part = mask[..Math.Min(Part, mask.Length)];
            FillWords(MemoryMarshal.Cast<float, uint>(part));
            int i = 0;
            for (; i <= part.Length - Vector256<float>.Count; i += Vector256<float>.Count)
                (Vector256.LessThan(ToSingles(part[i..]), keep) & scales).CopyTo(part[i..]);
            for (; i < part.Length; i++)
                part[i] = (BitConverter.SingleToUInt32Bits(part[i]) >> 8) * Unit < keepProbability ? scale : 0;
        }
    }

    /// <summary>Fills a span with the words that <see cref="NextUInt32"/> would give.</summary>
    internal void FillWords(Span<uint> words)
    {
        // The rest of a block that was begun, whole blocks, the beginning of one more.
        while (words.Length > 0 && _next < 4)
        {
            words[0] = NextUInt32();
            words = words[1..];
        }

        int whole = words.Length & ~3;
        PhiloxBlocks.Fill(words[..whole], _block, _step, _key0, _key1);
        _block += (ulong)(whole / 4);
        for (int i = whole; i < words.Length; i++)
            words[i] = NextUInt32();
    }

    // Eight words, read as the bits they are: 24 of each make a number.
    private static Vector256<float> ToSingles(ReadOnlySpan<float> words) =>
        Vector256.ConvertToSingle((Vector256.Create(words).AsUInt32() >> 8).AsInt32()) * Vector256.Create(Unit);
}
