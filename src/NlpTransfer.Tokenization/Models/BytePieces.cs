using System.Globalization;
using System.Text;

namespace NlpTransfer.Tokenization;

/// <summary>The pieces <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c>, in which any text can be written.</summary>
internal static class BytePieces
{
    /// <summary>The id of a piece, or -1.</summary>
    public delegate int PieceFinder(ReadOnlySpan<char> piece);

    /// <summary>The id of each byte's piece, -1 where it is missing.</summary>
    public static int[] Find(PieceFinder find)
    {
        var ids = new int[256];
        for (int value = 0; value < ids.Length; value++)
            ids[value] = find(string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>"));
        return ids;
    }

    /// <summary>Appends the bytes of a text; those of a character share its range.</summary>
    /// <returns>False, with nothing appended, where a byte has no piece.</returns>
    public static bool TryAdd(int[] ids, ReadOnlySpan<char> text, int start, List<PendingToken> tokens)
    {
        int before = tokens.Count;
        Span<byte> bytes = stackalloc byte[4];
        for (int at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf16(text[at..], out Rune rune, out int width);
            foreach (byte value in bytes[..rune.EncodeToUtf8(bytes)])
            {
                if (ids[value] < 0)
                {
                    tokens.RemoveRange(before, tokens.Count - before);
                    return false;
                }

                tokens.Add(new(ids[value], start + at, start + at + width, false));
            }

            at += width;
        }

        return true;
    }

    /// <summary>Appends the bytes of a text, last first; all share the text's range.</summary>
    /// <returns>False, with nothing appended, where a byte has no piece.</returns>
    public static bool TryAddReversed(int[] ids, ReadOnlySpan<char> text, int start, List<PendingToken> tokens)
    {
        int before = tokens.Count;
        Span<byte> bytes = stackalloc byte[4];
        for (int end = text.Length; end > 0;)
        {
            Rune.DecodeLastFromUtf16(text[..end], out Rune rune, out int width);
            for (int i = rune.EncodeToUtf8(bytes) - 1; i >= 0; i--)
            {
                if (ids[bytes[i]] < 0)
                {
                    tokens.RemoveRange(before, tokens.Count - before);
                    return false;
                }

                tokens.Add(new(ids[bytes[i]], start, start + text.Length, false));
            }

            end -= width;
        }

        return true;
    }

    /// <summary>The byte that a token stands for.</summary>
    public static bool TryParse(string token, out byte value)
    {
        value = 0;
        return token.Length == 6 && token.StartsWith("<0x", StringComparison.Ordinal) && token[5] == '>'
            && byte.TryParse(token.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
