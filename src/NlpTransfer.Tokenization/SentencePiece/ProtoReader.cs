using System.Buffers.Binary;

namespace NlpTransfer.Tokenization;

/// <summary>Reads the fields of one message in the protocol buffers' wire format. Every length is checked against what is there.</summary>
internal ref struct ProtoReader(ReadOnlySpan<byte> message, string source, string where)
{
    public const int Varint = 0;
    public const int Fixed64 = 1;
    public const int Bytes = 2;
    public const int Fixed32 = 5;

    private readonly ReadOnlySpan<byte> _message = message;
    private int _position;

    /// <summary>The field's number.</summary>
    public int Field { get; private set; }

    /// <summary>How it is written.</summary>
    public int WireType { get; private set; }

    /// <summary>Its value, where it is a number.</summary>
    public ulong Number { get; private set; }

    /// <summary>Its value, where it is text, bytes or a message.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>The field as it stands there, its tag included.</summary>
    public ReadOnlySpan<byte> Raw { get; private set; }

    /// <summary>The value of a field of 32 bits.</summary>
    public readonly float Single => BitConverter.Int32BitsToSingle((int)Number);

    /// <summary>Goes on to the next field.</summary>
    public bool Read()
    {
        if (_position == _message.Length)
            return false;
        int start = _position;
        ulong tag = ReadVarint();
        Field = (int)Math.Min(tag >> 3, int.MaxValue);
        WireType = (int)(tag & 7);
        Content = default;
        Number = 0;
        switch (WireType)
        {
            case Varint:
                Number = ReadVarint();
                break;
            case Fixed64:
                Number = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
                break;
            case Bytes:
                Content = Take(ReadVarint());
                break;
            case Fixed32:
                Number = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
                break;
            default:
                throw Fault($"has a field of wire type {WireType}, which is none that is in use");
        }

        if (Field == 0)
            throw Fault("has a field with the number 0");
        Raw = _message[start.._position];
        return true;
    }

    /// <summary>The value, if the field is written in this way.</summary>
    public readonly void Expect(int wireType)
    {
        if (WireType != wireType)
            throw Fault($"has a field {Field} of wire type {WireType}, where {wireType} was expected");
    }

    private readonly ModelFormatException Fault(string what) =>
        new($"{source} is no SentencePiece model or is damaged: {where} {what} (at byte {_position} of it).");

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw Fault("has a number of more than ten bytes");
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        int left = _message.Length - _position;
        if (count > (ulong)left)
            throw Fault($"asks for {count} bytes, of which {left} are there");
        ReadOnlySpan<byte> taken = _message.Slice(_position, (int)count);
        _position += (int)count;
        return taken;
    }
}
