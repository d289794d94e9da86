using System.Buffers.Binary;

namespace NlpTransfer.Tokenization;

/// <summary>Writes fields in the protocol buffers' wire format.</summary>
internal sealed class ProtoWriter
{
    private byte[] _bytes = new byte[256];
    private int _length;

    /// <summary>What has been written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    public void WriteRaw(ReadOnlySpan<byte> field)
    {
        Reserve(field.Length);
        field.CopyTo(_bytes.AsSpan(_length));
        _length += field.Length;
    }

    public void WriteNumber(int field, ulong value)
    {
        WriteVarint(((ulong)(uint)field << 3) | ProtoReader.Varint);
        WriteVarint(value);
    }

    public void WriteBool(int field, bool value) => WriteNumber(field, value ? 1u : 0u);

    public void WriteSingle(int field, float value)
    {
        WriteVarint(((ulong)(uint)field << 3) | ProtoReader.Fixed32);
        Reserve(4);
        BinaryPrimitives.WriteSingleLittleEndian(_bytes.AsSpan(_length), value);
        _length += 4;
    }

    public void WriteBytes(int field, ReadOnlySpan<byte> value)
    {
        WriteVarint(((ulong)(uint)field << 3) | ProtoReader.Bytes);
        WriteVarint((ulong)value.Length);
        WriteRaw(value);
    }

    public void WriteText(int field, string value) => WriteBytes(field, System.Text.Encoding.UTF8.GetBytes(value));

    private void WriteVarint(ulong value)
    {
        Reserve(10);
        for (; value >= 0x80; value >>= 7)
            _bytes[_length++] = (byte)(value | 0x80);
        _bytes[_length++] = (byte)value;
    }

    private void Reserve(int count)
    {
        if (_length + count > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
    }
}
