using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NlpTransfer;

/// <summary>
/// Philox blocks many at a time: the same words in the same order as <see cref="CounterRandom.Block"/> gives one by one.
/// Each 64-bit lane computes one block; a counter word sits in its lower half, and what rests in the upper half is never looked at,
/// since the widening product takes the lower halves alone.
/// </summary>
internal static class PhiloxBlocks
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>Fills whole blocks.</summary>
    /// <param name="words">A multiple of four words.</param>
    /// <param name="block">The first block.</param>
    /// <param name="step">The step.</param>
    /// <param name="key0">First key word.</param>
    /// <param name="key1">Second key word.</param>
    public static void Fill(Span<uint> words, ulong block, ulong step, uint key0, uint key1)
    {
        int done = 0;
        if (Avx512F.IsSupported)
            done = Fill512(words, block, step, key0, key1);
        else if (Avx2.IsSupported)
            done = Fill256(words, block, step, key0, key1);
        FillOneByOne(words[done..], block + (ulong)(done / 4), step, key0, key1);
    }

    /// <summary>Fills whole blocks without vectors.</summary>
    internal static void FillOneByOne(Span<uint> words, ulong block, ulong step, uint key0, uint key1)
    {
        for (int i = 0; i < words.Length; i += 4)
            (words[i], words[i + 1], words[i + 2], words[i + 3]) = CounterRandom.Block(block++, step, key0, key1);
    }

    /// <summary>Fills as many words as eight blocks at a time cover; needs AVX-512.</summary>
    internal static int Fill512(Span<uint> words, ulong block, ulong step, uint key0, uint key1)
    {
        Span<Vector512<uint>> vectors = MemoryMarshal.Cast<uint, Vector512<uint>>(words);
        vectors = vectors[..(vectors.Length & ~1)];
        Vector512<uint> m0 = Vector512.Create((ulong)Multiplier0).AsUInt32(), m1 = Vector512.Create((ulong)Multiplier1).AsUInt32();
        // Unpacking takes every second lane: with the blocks laid so, its results are four blocks in a row each.
        Vector512<ulong> counter = Vector512.Create(block) + Vector512.Create(0UL, 4, 1, 5, 2, 6, 3, 7);
        for (int i = 0; i < vectors.Length; i += 2)
        {
            Vector512<ulong> c0 = counter, c1 = counter >> 32, c2 = Vector512.Create(step), c3 = Vector512.Create(step >> 32);
            uint k0 = key0, k1 = key1;
            for (int round = 0; round < Rounds; round++)
            {
                Vector512<ulong> p0 = Avx512F.Multiply(c0.AsUInt32(), m0), p1 = Avx512F.Multiply(c2.AsUInt32(), m1);
                c0 = (p1 >> 32) ^ c1 ^ Vector512.Create((ulong)k0);
                c1 = p1;
                c2 = (p0 >> 32) ^ c3 ^ Vector512.Create((ulong)k1);
                c3 = p0;
                k0 += Weyl0;
                k1 += Weyl1;
            }

            Vector512<ulong> low = Vector512.Create((ulong)uint.MaxValue);
            Vector512<ulong> first = (c0 & low) | (c1 << 32), second = (c2 & low) | (c3 << 32);
            vectors[i] = Avx512F.UnpackLow(first, second).AsUInt32();
            vectors[i + 1] = Avx512F.UnpackHigh(first, second).AsUInt32();
            counter += Vector512.Create(8UL);
        }

        return vectors.Length * Vector512<uint>.Count;
    }

    /// <summary>Fills as many words as four blocks at a time cover; needs AVX2.</summary>
    internal static int Fill256(Span<uint> words, ulong block, ulong step, uint key0, uint key1)
    {
        Span<Vector256<uint>> vectors = MemoryMarshal.Cast<uint, Vector256<uint>>(words);
        vectors = vectors[..(vectors.Length & ~1)];
        Vector256<uint> m0 = Vector256.Create((ulong)Multiplier0).AsUInt32(), m1 = Vector256.Create((ulong)Multiplier1).AsUInt32();
        Vector256<ulong> counter = Vector256.Create(block) + Vector256.Create(0UL, 2, 1, 3);
        for (int i = 0; i < vectors.Length; i += 2)
        {
            Vector256<ulong> c0 = counter, c1 = counter >> 32, c2 = Vector256.Create(step), c3 = Vector256.Create(step >> 32);
            uint k0 = key0, k1 = key1;
            for (int round = 0; round < Rounds; round++)
            {
                Vector256<ulong> p0 = Avx2.Multiply(c0.AsUInt32(), m0), p1 = Avx2.Multiply(c2.AsUInt32(), m1);
                c0 = (p1 >> 32) ^ c1 ^ Vector256.Create((ulong)k0);
                c1 = p1;
                c2 = (p0 >> 32) ^ c3 ^ Vector256.Create((ulong)k1);
                c3 = p0;
                k0 += Weyl0;
                k1 += Weyl1;
            }

            Vector256<ulong> low = Vector256.Create((ulong)uint.MaxValue);
            Vector256<ulong> first = (c0 & low) | (c1 << 32), second = (c2 & low) | (c3 << 32);
            vectors[i] = Avx2.UnpackLow(first, second).AsUInt32();
            vectors[i + 1] = Avx2.UnpackHigh(first, second).AsUInt32();
            counter += Vector256.Create(4UL);
        }

        return vectors.Length * Vector256<uint>.Count;
    }
}
