using System.Security.Cryptography;
using System.Text;

namespace NlpTransfer;

/// <summary>SHA-256 of contents, in lower-case hexadecimal: what provenance and leakage checks compare.</summary>
public static class ContentHash
{
    /// <summary>The hash of a text's UTF-8 bytes; unpaired surrogates count as U+FFFD.</summary>
    public static string OfText(string text) => OfBytes(Encoding.UTF8.GetBytes(text));

    /// <summary>The hash of bytes.</summary>
    public static string OfBytes(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>The hash of a file's content, read in pieces.</summary>
    /// <exception cref="BadDataException">The file can't be read.</exception>
    public static string OfFile(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BadDataException($"{path}: the file can't be read: {failure.Message}", failure);
        }
    }

    /// <summary>
    /// The hash of a folder: of the list of its files' names, relative and in ordinal order, with their hashes, as <c>sha256sum</c> prints it.
    /// </summary>
    /// <exception cref="BadDataException">A file or the folder can't be read.</exception>
    public static string OfFolder(string path)
    {
        try
        {
            var list = new StringBuilder();
            IEnumerable<string> names = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(path, file).Replace(Path.DirectorySeparatorChar, '/'));
            foreach (string name in names.Order(StringComparer.Ordinal))
                list.Append(OfFile(Path.Combine(path, name))).Append("  ").Append(name).Append('\n');
            return OfText(list.ToString());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BadDataException($"{path}: the folder can't be read: {failure.Message}", failure);
        }
    }
}
