namespace NlpTransfer.Tokenization;

/// <summary>
/// The visible stand-ins for bytes of GPT-2 (Radford et al. 2019): bytes that are printable in Latin-1 stand for themselves, the others take the code points from
/// U+0100 on, in their order.
/// </summary>
internal static class ByteAlphabet
{
    private static readonly char[] Characters = Make();
    private static readonly short[] Bytes = Invert();

    /// <summary>The character of a byte.</summary>
    public static char ToChar(byte value) => Characters[value];

    /// <summary>The byte of a character.</summary>
    public static bool TryToByte(char unit, out byte value)
    {
        short found = unit < Bytes.Length ? Bytes[unit] : (short)-1;
        value = (byte)found;
        return found >= 0;
    }

    private static char[] Make()
    {
        var characters = new char[256];
        char next = '\u0100';
        for (int value = 0; value < characters.Length; value++)
        {
            bool visible = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            characters[value] = visible ? (char)value : next++;
        }

        return characters;
    }

    private static short[] Invert()
    {
        var bytes = new short[Characters.Max() + 1];
        bytes.AsSpan().Fill(-1);
        for (int value = 0; value < Characters.Length; value++)
            bytes[Characters[value]] = (short)value;
        return bytes;
    }
}
