using System.Runtime.InteropServices;

namespace NlpTransfer;

/// <summary>A tensor to be written: name, type, shape and how its bytes come about. The bytes are produced when they are written, not before.</summary>
public sealed class NamedTensor
{
    private readonly Action<Stream> _write;

    private NamedTensor(TensorInfo info, Action<Stream> write)
    {
        Info = info;
        _write = write;
    }

    /// <summary>Name, type and shape.</summary>
    public TensorInfo Info { get; }

    /// <summary>The name.</summary>
    public string Name => Info.Name;

    /// <summary>The type that is written.</summary>
    public TensorType Type => Info.Type;

    /// <summary>The shape.</summary>
    public ReadOnlySpan<long> Shape => Info.Shape;

    /// <summary>A tensor of singles, <c>F32</c>. The array is kept, not copied.</summary>
    /// <param name="name">The name.</param>
    /// <param name="values">The elements, row-major.</param>
    /// <param name="shape">The lengths; none stands for one dimension of all values.</param>
    /// <exception cref="ArgumentException">The shape does not fit the number of values.</exception>
    public static NamedTensor Create(string name, float[] values, params long[] shape) => OfValues(name, TensorType.Float32, values, shape);

    /// <summary>A tensor of doubles, <c>F64</c>. The array is kept, not copied.</summary>
    /// <inheritdoc cref="Create(string, float[], long[])"/>
    public static NamedTensor Create(string name, double[] values, params long[] shape) => OfValues(name, TensorType.Float64, values, shape);

    /// <summary>A tensor of 64-bit integers, <c>I64</c>. The array is kept, not copied.</summary>
    /// <inheritdoc cref="Create(string, float[], long[])"/>
    public static NamedTensor Create(string name, long[] values, params long[] shape) => OfValues(name, TensorType.Int64, values, shape);

    /// <summary>A tensor of 32-bit integers, <c>I32</c>. The array is kept, not copied.</summary>
    /// <inheritdoc cref="Create(string, float[], long[])"/>
    public static NamedTensor Create(string name, int[] values, params long[] shape) => OfValues(name, TensorType.Int32, values, shape);

    /// <summary>A tensor of bytes, <c>U8</c>. The array is kept, not copied.</summary>
    /// <inheritdoc cref="Create(string, float[], long[])"/>
    public static NamedTensor Create(string name, byte[] values, params long[] shape) => OfValues(name, TensorType.UInt8, values, shape);

    /// <summary>A tensor of truth values, <c>BOOL</c>. The array is kept, not copied.</summary>
    /// <inheritdoc cref="Create(string, float[], long[])"/>
    public static NamedTensor Create(string name, bool[] values, params long[] shape) => OfValues(name, TensorType.Bool, values, shape);

    /// <summary>A tensor of given bytes, row-major, little-endian. The memory is kept, not copied.</summary>
    /// <exception cref="ArgumentException">The number of bytes does not fit type and shape.</exception>
    public static NamedTensor FromBytes(string name, TensorType type, ReadOnlyMemory<byte> bytes, params long[] shape)
    {
        var info = new TensorInfo(name, type, [.. shape]);
        if (info.ByteLength != bytes.Length)
            throw new ArgumentException($"Tensor '{info}' takes {info.ByteLength} bytes, not {bytes.Length}.", nameof(bytes));
        return new NamedTensor(info, stream => stream.Write(bytes.Span));
    }

    /// <summary>A tensor as it lies in a source, which has to stay open until it is written.</summary>
    /// <param name="source">Where it lies.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="newName">The name to write it under; null keeps its own.</param>
    /// <exception cref="ModelFormatException">There is no such tensor.</exception>
    public static NamedTensor FromSource(ITensorSource source, string name, string? newName = null)
    {
        const int Part = 1 << 22;
        TensorInfo info = source.Require(name);
        return new NamedTensor(info with { Name = newName ?? name }, stream =>
        {
            for (long start = 0; start < info.ByteLength; start += Part)
                stream.Write(source.GetBytes(name, start, (int)Math.Min(Part, info.ByteLength - start)));
        });
    }

    /// <summary>A tensor whose bytes are produced piece by piece, for what is too large to stand in memory twice.</summary>
    /// <param name="name">The name.</param>
    /// <param name="type">The type of the elements that are produced.</param>
    /// <param name="shape">The lengths.</param>
    /// <param name="write">Writes exactly the bytes of all elements, row-major, little-endian; may be called more than once.</param>
    public static NamedTensor FromWriter(string name, TensorType type, long[] shape, Action<Stream> write) =>
        new(new TensorInfo(name, type, [.. shape]), write);

    /// <summary>The same tensor, written as another floating-point type: the nearest value, ties to even. Integers stay as they are.</summary>
    /// <param name="type">A floating-point type.</param>
    /// <exception cref="ArgumentException"><paramref name="type"/> is not a floating-point type.</exception>
    /// <remarks>Writing throws <see cref="NlpTransferException"/> where a finite value is too large for the type.</remarks>
    public NamedTensor As(TensorType type)
    {
        if (!type.IsFloatingPoint())
            throw new ArgumentException($"{type} is not a floating-point type.", nameof(type));
        if (!Type.IsFloatingPoint() || Type == type)
            return this;
        return new NamedTensor(new TensorInfo(Name, type, Info.Shape), stream =>
        {
            var conversion = new TensorConversionStream(stream, Name, Type, type);
            _write(conversion);
            conversion.Flush();
        });
    }

    /// <summary>Writes the elements, row-major, little-endian.</summary>
    public void WriteTo(Stream stream) => _write(stream);

    private static NamedTensor OfValues<T>(string name, TensorType type, T[] values, long[] shape)
        where T : unmanaged
    {
        var info = new TensorInfo(name, type, shape.Length == 0 ? [values.Length] : [.. shape]);
        if (info.ElementCount != values.Length)
            throw new ArgumentException($"Tensor '{info}' has {info.ElementCount} elements, not {values.Length}.", nameof(values));
        return new NamedTensor(info, stream =>
        {
            // In parts: the bytes of a large array are more than a span can hold.
            const int Part = 1 << 20;
            for (int start = 0; start < values.Length; start += Part)
                stream.Write(MemoryMarshal.AsBytes(values.AsSpan(start, Math.Min(Part, values.Length - start))));
        });
    }
}
