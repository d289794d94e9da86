using System.Runtime.InteropServices;

namespace NlpTransfer;

/// <summary>Reading whole tensors of an <see cref="ITensorSource"/> as arrays.</summary>
public static class TensorSourceExtensions
{
    /// <summary>Type and shape of a tensor that has to be there.</summary>
    /// <exception cref="ModelFormatException">There is no such tensor.</exception>
    public static TensorInfo Require(this ITensorSource source, string name) => source.TryGet(name, out TensorInfo? info)
        ? info
        : throw new ModelFormatException($"{source.Location}: there is no tensor '{name}'; check that the file belongs to this model.");

    /// <summary>Type and shape of a tensor that has to be there and to have a shape.</summary>
    /// <param name="source">Where it lies.</param>
    /// <param name="name">The exact name.</param>
    /// <param name="shape">The expected lengths; -1 stands for any.</param>
    /// <exception cref="ModelFormatException">There is no such tensor, or it has another shape.</exception>
    public static TensorInfo Require(this ITensorSource source, string name, ReadOnlySpan<long> shape)
    {
        TensorInfo info = source.Require(name);
        bool fits = info.Shape.Length == shape.Length;
        for (int i = 0; fits && i < shape.Length; i++)
            fits = shape[i] < 0 || shape[i] == info.Shape[i];
        return fits ? info : throw new ModelFormatException(
            $"{source.Location}: tensor '{name}' has shape {TensorShapes.Format(info.Shape)} where {TensorShapes.Format(shape)} was expected; the file does not fit its description.");
    }

    /// <summary>A floating-point tensor as singles; half precision and bfloat16 widen, doubles round.</summary>
    /// <param name="source">Where it lies.</param>
    /// <param name="name">The exact name.</param>
    /// <returns>The elements, row-major.</returns>
    /// <exception cref="ModelFormatException">There is no such tensor, it holds integers, or it is too large for an array.</exception>
    public static float[] ReadSingles(this ITensorSource source, string name) =>
        ReadFloats<float>(source, name, TensorConversion.ToSingles);

    /// <summary>A floating-point tensor as doubles.</summary>
    /// <param name="source">Where it lies.</param>
    /// <param name="name">The exact name.</param>
    /// <returns>The elements, row-major.</returns>
    /// <exception cref="ModelFormatException">There is no such tensor, it holds integers, or it is too large for an array.</exception>
    public static double[] ReadDoubles(this ITensorSource source, string name) =>
        ReadFloats<double>(source, name, TensorConversion.ToDoubles);

    /// <summary>An integer or truth-value tensor as 64-bit integers.</summary>
    /// <param name="source">Where it lies.</param>
    /// <param name="name">The exact name.</param>
    /// <returns>The elements, row-major.</returns>
    /// <exception cref="ModelFormatException">There is no such tensor, it holds floating-point numbers, or it is too large for an array.</exception>
    public static long[] ReadInt64s(this ITensorSource source, string name)
    {
        TensorInfo info = source.Require(name);
        if (info.Type.IsFloatingPoint())
            throw new ModelFormatException($"{source.Location}: tensor '{name}' holds {info.Type.SafetensorsName()} where integers were expected.");
        long[] values = new long[ArrayLength(source, info)];
        ReadOnlySpan<byte> bytes = source.GetBytes(name);
        switch (info.Type)
        {
            case TensorType.Int64:
                bytes.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
                break;
            case TensorType.Int32:
                ReadOnlySpan<int> words = MemoryMarshal.Cast<byte, int>(bytes);
                for (int i = 0; i < words.Length; i++)
                    values[i] = words[i];
                break;
            default:
                for (int i = 0; i < bytes.Length; i++)
                    values[i] = info.Type == TensorType.Int8 ? (sbyte)bytes[i] : bytes[i];
                break;
        }

        return values;
    }

    private delegate void Conversion<T>(ReadOnlySpan<byte> source, TensorType from, Span<T> destination);

    private static T[] ReadFloats<T>(ITensorSource source, string name, Conversion<T> convert)
    {
        const int Part = 1 << 20;
        TensorInfo info = source.Require(name);
        if (!info.Type.IsFloatingPoint())
            throw new ModelFormatException($"{source.Location}: tensor '{name}' holds {info.Type.SafetensorsName()} where floating-point numbers were expected.");
        T[] values = new T[ArrayLength(source, info)];
        int size = info.Type.ElementSize();
        for (int start = 0; start < values.Length; start += Part)
        {
            int count = Math.Min(Part, values.Length - start);
            convert(source.GetBytes(name, (long)start * size, count * size), info.Type, values.AsSpan(start, count));
        }

        return values;
    }

    private static int ArrayLength(ITensorSource source, TensorInfo info) => info.ElementCount <= Array.MaxLength / 8
        ? (int)info.ElementCount
        : throw new ModelFormatException($"{source.Location}: tensor '{info.Name}' of shape {TensorShapes.Format(info.Shape)} is too large to be read at once.");
}
