using System.Buffers.Binary;

namespace NlpTransfer.Torch;

/// <summary>
/// Looks whether a shared library is all there before it is loaded: Linux maps a truncated one without complaint, and the process dies of a bus error
/// when it touches what is missing.
/// </summary>
internal static class ElfImage
{
    private const int HeaderLength = 64;
    private const int SegmentHeaderLength = 56;
    private const uint Loaded = 1; // PT_LOAD

    /// <summary>Whether a file begins as a 64-bit little-endian ELF file and holds all the bytes that its segments want loaded.</summary>
    internal static bool IsComplete(string path)
    {
        using FileStream file = File.OpenRead(path);
        Span<byte> header = stackalloc byte[HeaderLength];
        if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || !header.StartsWith("\u007fELF\u0002\u0001"u8))
            return false;
        long table = BinaryPrimitives.ReadInt64LittleEndian(header[0x20..]);
        int size = BinaryPrimitives.ReadUInt16LittleEndian(header[0x36..]), count = BinaryPrimitives.ReadUInt16LittleEndian(header[0x38..]);
        if (size != SegmentHeaderLength || table < HeaderLength || table > file.Length - ((long)size * count))
            return false;
        file.Position = table;
        Span<byte> segment = stackalloc byte[SegmentHeaderLength];
        for (int i = 0; i < count; i++)
        {
            file.ReadExactly(segment);
            ulong start = BinaryPrimitives.ReadUInt64LittleEndian(segment[8..]), length = BinaryPrimitives.ReadUInt64LittleEndian(segment[32..]);
            if (BinaryPrimitives.ReadUInt32LittleEndian(segment) == Loaded && (start > (ulong)file.Length || length > (ulong)file.Length - start))
                return false;
        }

        return true;
    }
}
