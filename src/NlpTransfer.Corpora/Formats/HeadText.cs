using System.Text;

namespace NlpTransfer.Corpora;

/// <summary>Looks at the first bytes of a file for recognition.</summary>
internal static class HeadText
{
    /// <summary>The first line that is not empty, without CR; null where the head is not text.</summary>
    public static string? FirstLine(ReadOnlySpan<byte> head)
    {
        foreach (Range range in head.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = head[range].TrimEnd((byte)'\r');
            if (line.IsEmpty)
                continue;
            return line.Contains((byte)0) || !System.Text.Unicode.Utf8.IsValid(line) ? null : Encoding.UTF8.GetString(line);
        }

        return null;
    }

    /// <summary>Whether a header line, cut at a separator, has at least two columns, one of them with a usual name.</summary>
    public static bool IsHeader(string? line, char separator)
    {
        if (line is null || !line.Contains(separator))
            return false;
        string[] names = [.. line.Split(separator).Select(n => n.Trim().Trim('"'))];
        return names.Any(ColumnNames.IsUsual) && names.All(n => n.Length < 64);
    }
}
