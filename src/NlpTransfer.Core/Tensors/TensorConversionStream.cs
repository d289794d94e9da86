namespace NlpTransfer;

/// <summary>A stream that is written elements of one floating-point type and passes them on as another.</summary>
internal sealed class TensorConversionStream(Stream inner, string name, TensorType from, TensorType to) : WriteOnlyStream
{
    private const int Elements = 1 << 14;
    private readonly byte[] _pending = new byte[Elements * from.ElementSize()];
    private readonly byte[] _converted = new byte[Elements * to.ElementSize()];
    private int _used;
    private long _passed;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            int count = Math.Min(buffer.Length, _pending.Length - _used);
            buffer[..count].CopyTo(_pending.AsSpan(_used));
            _used += count;
            buffer = buffer[count..];
            if (_used == _pending.Length)
                Flush();
        }
    }

    /// <summary>Converts and passes on the whole elements that are there.</summary>
    /// <exception cref="NlpTransferException">A finite number is too large for the other type.</exception>
    public override void Flush()
    {
        int count = _used / from.ElementSize(), bytes = count * from.ElementSize();
        Span<byte> converted = _converted.AsSpan(0, count * to.ElementSize());
        int overflow = TensorConversion.Convert(_pending.AsSpan(0, bytes), from, converted, to);
        if (overflow >= 0)
            throw new NlpTransferException(
                $"Tensor '{name}': element {_passed + overflow} is too large for {to.SafetensorsName()}; save it as {(to == TensorType.Float16 ? "BF16 or F32" : "F64")}.");
        inner.Write(converted);
        _passed += count;
        _pending.AsSpan(bytes, _used - bytes).CopyTo(_pending);
        _used -= bytes;
    }
}
