using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace NlpTransfer.Training;

/// <summary>One hash of many texts in their order: what was read of files, whatever columns, limits and draws led to it.</summary>
internal static class TextsHash
{
    /// <summary>SHA-256 of the texts' UTF-8 bytes, each after their number, hexadecimal.</summary>
    internal static string Of(IEnumerable<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (string text in texts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
