using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace NlpTransfer;

/// <summary>Elements of one floating-point type as another: exact where the other is wider, else the nearest, ties to even.</summary>
internal static class TensorConversion
{
    /// <summary>Widens (or rounds doubles) to singles.</summary>
    public static void ToSingles(ReadOnlySpan<byte> source, TensorType from, Span<float> destination)
    {
        switch (from)
        {
            case TensorType.Float64:
                TensorPrimitives.ConvertTruncating<double, float>(MemoryMarshal.Cast<byte, double>(source), destination);
                break;
            case TensorType.Float32:
                source.CopyTo(MemoryMarshal.AsBytes(destination));
                break;
            case TensorType.Float16:
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(source), destination);
                break;
            case TensorType.BFloat16:
                ReadOnlySpan<ushort> words = MemoryMarshal.Cast<byte, ushort>(source);
                for (int i = 0; i < words.Length; i++)
                    destination[i] = BFloat16Bits.ToSingle(words[i]);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(from), from, "Only floating-point types convert.");
        }
    }

    /// <summary>Widens to doubles.</summary>
    public static void ToDoubles(ReadOnlySpan<byte> source, TensorType from, Span<double> destination)
    {
        if (from == TensorType.Float64)
        {
            source.CopyTo(MemoryMarshal.AsBytes(destination));
            return;
        }

        float[] singles = new float[destination.Length];
        ToSingles(source, from, singles);
        for (int i = 0; i < singles.Length; i++)
            destination[i] = singles[i];
    }

    /// <summary>Converts elements to another floating-point type.</summary>
    /// <returns>Index of the first finite element that became infinite, or -1.</returns>
    public static int Convert(ReadOnlySpan<byte> source, TensorType from, Span<byte> destination, TensorType to)
    {
        if (from == to)
        {
            source.CopyTo(destination);
            return -1;
        }

        if (from == TensorType.Float64)
            return FromDoubles(MemoryMarshal.Cast<byte, double>(source), destination, to);
        float[] singles = new float[source.Length / from.ElementSize()];
        ToSingles(source, from, singles);
        return FromSingles(singles, destination, to);
    }

    private static int FromDoubles(ReadOnlySpan<double> values, Span<byte> destination, TensorType to)
    {
        int overflow = -1;
        Span<ushort> words = to.ElementSize() == 2 ? MemoryMarshal.Cast<byte, ushort>(destination) : default;
        Span<float> singles = to == TensorType.Float32 ? MemoryMarshal.Cast<byte, float>(destination) : default;
        for (int i = 0; i < values.Length; i++)
        {
            bool infinite;
            switch (to)
            {
                case TensorType.Float32:
                    infinite = float.IsInfinity(singles[i] = (float)values[i]);
                    break;
                case TensorType.Float16:
                    Half half = (Half)values[i];
                    words[i] = BitConverter.HalfToUInt16Bits(half);
                    infinite = Half.IsInfinity(half);
                    break;
                default:
                    words[i] = BFloat16Bits.FromDouble(values[i]);
                    infinite = (words[i] & 0x7FFF) == 0x7F80;
                    break;
            }

            if (infinite && double.IsFinite(values[i]) && overflow < 0)
                overflow = i;
        }

        return overflow;
    }

    private static int FromSingles(ReadOnlySpan<float> values, Span<byte> destination, TensorType to)
    {
        switch (to)
        {
            case TensorType.Float64:
                TensorPrimitives.ConvertChecked<float, double>(values, MemoryMarshal.Cast<byte, double>(destination));
                return -1;
            case TensorType.Float32:
                MemoryMarshal.AsBytes(values).CopyTo(destination);
                return -1;
            case TensorType.Float16:
                Span<Half> halves = MemoryMarshal.Cast<byte, Half>(destination);
                TensorPrimitives.ConvertToHalf(values, halves);
                for (int i = 0; i < values.Length; i++)
                {
                    if (Half.IsInfinity(halves[i]) && float.IsFinite(values[i]))
                        return i;
                }

                return -1;
            default:
                Span<ushort> words = MemoryMarshal.Cast<byte, ushort>(destination);
                int overflow = -1;
                for (int i = 0; i < values.Length; i++)
                {
                    words[i] = BFloat16Bits.FromSingle(values[i]);
                    if ((words[i] & 0x7FFF) == 0x7F80 && float.IsFinite(values[i]) && overflow < 0)
                        overflow = i;
                }

                return overflow;
        }
    }
}
