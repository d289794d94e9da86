namespace NlpTransfer;

/// <summary>Named tensors that lie somewhere, such as in a file, and are read one by one.</summary>
public interface ITensorSource : IDisposable
{
    /// <summary>Where the tensors lie, for messages.</summary>
    string Location { get; }

    /// <summary>All tensors in the order in which they lie.</summary>
    IReadOnlyList<TensorInfo> Tensors { get; }

    /// <summary>Looks a tensor up.</summary>
    /// <param name="name">The exact name.</param>
    /// <param name="info">Its type and shape, or null.</param>
    /// <returns>Whether there is one of this name.</returns>
    bool TryGet(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out TensorInfo? info);

    /// <summary>The bytes of a tensor, row-major, little-endian. They are valid until the source is disposed.</summary>
    /// <param name="name">The exact name.</param>
    /// <exception cref="ModelFormatException">There is no such tensor, or it is larger than 2 GiB: read it in parts.</exception>
    /// <exception cref="ObjectDisposedException">The source was disposed.</exception>
    ReadOnlySpan<byte> GetBytes(string name);

    /// <summary>A part of the bytes of a tensor.</summary>
    /// <param name="name">The exact name.</param>
    /// <param name="start">The first byte, counted from the tensor's first.</param>
    /// <param name="length">How many.</param>
    /// <exception cref="ModelFormatException">There is no such tensor.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The part does not lie within the tensor.</exception>
    /// <exception cref="ObjectDisposedException">The source was disposed.</exception>
    ReadOnlySpan<byte> GetBytes(string name, long start, int length);
}
