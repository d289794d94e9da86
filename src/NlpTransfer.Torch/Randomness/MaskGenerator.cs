using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NlpTransfer.Torch;

/// <summary>
/// Fills dropout masks from Philox blocks (<see cref="CounterRandom"/>), vectorised. An element takes 16 bits: element <c>e</c> of a stream is half <c>e mod 2</c>
/// (low first) of word <c>e / 2</c>. The result does not depend on vector width or threads.
/// </summary>
internal static class MaskGenerator
{
    // A multiple of what the vector loop does at once; large enough that handing out parts costs nothing.
    private const int PartLength = 1 << 15;
    private const int BlockLength = 8;

    /// <summary>Fills a mask with 0 where a value is dropped and 1 / (1 - p) where it is kept, p rounded to a multiple of 2^-16.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="probability">Share of zeros, 0 to below 1.</param>
    /// <param name="random">Gives the key; its place in the stream does not matter and stays.</param>
    /// <param name="step">High counter words.</param>
    internal static unsafe void Fill(Span<float> mask, double probability, CounterRandom random, ulong step)
    {
        (uint, uint) key = random.Key;
        uint dropped = (uint)Math.Min(65535, Math.Round(probability * 65536));
        float kept = (float)(65536.0 / (65536 - dropped));
        fixed (float* start = mask)
        {
            float* first = start;
            int length = mask.Length, parts = (length + PartLength - 1) / PartLength;
            if (parts < 4)
            {
                for (int part = 0; part < parts; part++)
                    FillPart(first, length, part, dropped, kept, key, step);
            }
            else
            {
                Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = LibTorch.Threads }, part => FillPart(first, length, part, dropped, kept, key, step));
            }
        }
    }

    private static unsafe void FillPart(float* mask, int length, int part, uint dropped, float kept, (uint Key0, uint Key1) key, ulong step)
    {
        int from = part * PartLength, to = Math.Min(length, from + PartLength);
        if (Avx2.IsSupported)
        {
            for (; from + (8 * BlockLength) <= to; from += 8 * BlockLength)
                FillEightBlocks(mask + from, (ulong)from / BlockLength, dropped, kept, key, step);
        }

        for (; from < to; from += BlockLength)
        {
            (uint w0, uint w1, uint w2, uint w3) = CounterRandom.Block((ulong)from / BlockLength, step, key.Key0, key.Key1);
            ReadOnlySpan<uint> words = [w0, w1, w2, w3];
            for (int i = 0; i < BlockLength && from + i < to; i++)
                mask[from + i] = ((words[i / 2] >> (i % 2 * 16)) & 0xFFFF) < dropped ? 0 : kept;
        }
    }

    // Two times four blocks, each in a 64-bit lane; two, so that the multiplications of one fill the waiting time of the other.
    private static unsafe void FillEightBlocks(float* mask, ulong block, uint dropped, float kept, (uint Key0, uint Key1) key, ulong step)
    {
        Vector256<ulong> low = Vector256.Create(0xFFFFFFFFUL);
        Vector256<ulong> counter = Vector256.Create(block) + Vector256.Create(0UL, 1, 2, 3), counterB = counter + Vector256.Create(4UL);
        Vector256<ulong> a0 = counter & low, a1 = counter >> 32, a2 = Vector256.Create(step & 0xFFFFFFFF), a3 = Vector256.Create(step >> 32);
        Vector256<ulong> b0 = counterB & low, b1 = counterB >> 32, b2 = a2, b3 = a3;
        (uint key0, uint key1) = key;
        for (int round = 0; round < 10; round++)
        {
            Vector256<ulong> k0 = Vector256.Create((ulong)key0), k1 = Vector256.Create((ulong)key1);
            (a0, a1, a2, a3) = Round(a0, a1, a2, a3, k0, k1, low);
            (b0, b1, b2, b3) = Round(b0, b1, b2, b3, k0, k1, low);
            key0 += 0x9E3779B9;
            key1 += 0xBB67AE85;
        }

        Store(mask, a0, a1, a2, a3, dropped, kept);
        Store(mask + (4 * BlockLength), b0, b1, b2, b3, dropped, kept);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<ulong>, Vector256<ulong>, Vector256<ulong>, Vector256<ulong>) Round(
        Vector256<ulong> c0, Vector256<ulong> c1, Vector256<ulong> c2, Vector256<ulong> c3, Vector256<ulong> k0, Vector256<ulong> k1, Vector256<ulong> low)
    {
        Vector256<ulong> p0 = Avx2.Multiply(c0.AsUInt32(), Vector256.Create(0xD2511F53u)), p1 = Avx2.Multiply(c2.AsUInt32(), Vector256.Create(0xCD9E8D57u));
        return ((p1 >> 32) ^ c1 ^ k0, p1 & low, (p0 >> 32) ^ c3 ^ k1, p0 & low);
    }

    // Lane j holds block j: words 0 and 1 side by side are its elements 0 to 3, words 2 and 3 its elements 4 to 7.
    private static unsafe void Store(float* mask, Vector256<ulong> w0, Vector256<ulong> w1, Vector256<ulong> w2, Vector256<ulong> w3, uint dropped, float kept)
    {
        Vector256<ulong> front = w0 | (w1 << 32), back = w2 | (w3 << 32);
        Vector256<ulong> even = Avx2.UnpackLow(front, back), odd = Avx2.UnpackHigh(front, back);
        StoreBlock(mask, even.GetLower().AsUInt16(), dropped, kept);
        StoreBlock(mask + BlockLength, odd.GetLower().AsUInt16(), dropped, kept);
        StoreBlock(mask + (2 * BlockLength), even.GetUpper().AsUInt16(), dropped, kept);
        StoreBlock(mask + (3 * BlockLength), odd.GetUpper().AsUInt16(), dropped, kept);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void StoreBlock(float* mask, Vector128<ushort> halves, uint dropped, float kept)
    {
        Vector256<int> values = Avx2.ConvertToVector256Int32(halves);
        Vector256<int> keep = Vector256.GreaterThanOrEqual(values, Vector256.Create((int)dropped));
        (keep.AsSingle() & Vector256.Create(kept)).Store(mask);
    }
}
