using System.Text;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>Reads the pieces of byte-level vocabularies (GPT-2's and RoBERTa's), in which every byte is written as a character that can be seen.</summary>
internal static class ByteLevelText
{
    private static readonly Dictionary<char, byte> Bytes = Table();

    /// <summary>Whether a tokenizer's pieces are written so.</summary>
    public static bool IsUsedBy(TextTokenizer tokenizer) => tokenizer.Definition.Decoder is { Type: "ByteLevel" };

    /// <summary>The text of a piece; null where its bytes are no whole characters, or where it has a character that stands for no byte.</summary>
    public static string? Decode(string piece)
    {
        var bytes = new byte[piece.Length];
        for (int i = 0; i < piece.Length; i++)
        {
            if (!Bytes.TryGetValue(piece[i], out bytes[i]))
                return null;
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Printable characters of Latin-1 stand for themselves, the other bytes, in order, for the characters from 256 on.</summary>
    private static Dictionary<char, byte> Table()
    {
        var table = new Dictionary<char, byte>();
        int next = 256;
        for (int value = 0; value < 256; value++)
        {
            bool shown = value is (>= 33 and <= 126) or (>= 161 and <= 172) or >= 174;
            table.Add((char)(shown ? value : next++), (byte)value);
        }

        return table;
    }
}
