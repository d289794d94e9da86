using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NlpTransfer.Remapping;

/// <summary>
/// Arithmetic on rows whose width is a multiple of <see cref="Step"/>, so that there is no rest to treat apart. Always eight numbers at once, even where the
/// processor can take sixteen: sums are then added up in the same order everywhere.
/// </summary>
internal static class VectorKernels
{
    public const int Step = 8;

    /// <summary>The width that rows of a dimension take.</summary>
    public static int Padded(int dimension) => (dimension + Step - 1) / Step * Step;

    /// <summary>The sum of products.</summary>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref float first = ref MemoryMarshal.GetReference(a), second = ref MemoryMarshal.GetReference(b);
        Vector256<float> even = default, odd = default;
        nuint i = 0, length = (nuint)a.Length;
        for (; i + (2 * Step) <= length; i += 2 * Step)
        {
            even = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref first, i), Vector256.LoadUnsafe(ref second, i), even);
            odd = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref first, i + Step), Vector256.LoadUnsafe(ref second, i + Step), odd);
        }

        if (i < length)
            even = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref first, i), Vector256.LoadUnsafe(ref second, i), even);
        return Vector256.Sum(even + odd);
    }

    /// <summary>Adds a row, times a factor.</summary>
    public static void Add(float factor, ReadOnlySpan<float> row, Span<float> to)
    {
        ref float from = ref MemoryMarshal.GetReference(row), into = ref MemoryMarshal.GetReference(to);
        Vector256<float> factors = Vector256.Create(factor);
        for (nuint i = 0; i < (nuint)to.Length; i += Step)
            Vector256.MultiplyAddEstimate(factors, Vector256.LoadUnsafe(ref from, i), Vector256.LoadUnsafe(ref into, i)).StoreUnsafe(ref into, i);
    }

    /// <summary>
    /// One step of negative sampling, in one pass over the rows: <paramref name="gradient"/> gains the output row as it was, times the factor, and the output row
    /// gains the hidden one, times the factor.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exchange(float factor, ReadOnlySpan<float> hidden, Span<float> output, Span<float> gradient)
    {
        ref float h = ref MemoryMarshal.GetReference(hidden), o = ref MemoryMarshal.GetReference(output), g = ref MemoryMarshal.GetReference(gradient);
        Vector256<float> factors = Vector256.Create(factor);
        for (nuint i = 0; i < (nuint)hidden.Length; i += Step)
        {
            Vector256<float> old = Vector256.LoadUnsafe(ref o, i);
            Vector256.MultiplyAddEstimate(factors, old, Vector256.LoadUnsafe(ref g, i)).StoreUnsafe(ref g, i);
            Vector256.MultiplyAddEstimate(factors, Vector256.LoadUnsafe(ref h, i), old).StoreUnsafe(ref o, i);
        }
    }
}
