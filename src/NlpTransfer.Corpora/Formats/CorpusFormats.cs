namespace NlpTransfer.Corpora;

/// <summary>The formats that corpora are read from and written to.</summary>
public static class CorpusFormats
{
    /// <summary>How many bytes of a file are looked at to tell its format.</summary>
    public const int HeadLength = 64 << 10;

    /// <summary>All formats.</summary>
    public static IReadOnlyList<ICorpusFormat> All { get; } = [new ParquetFormat(), new JsonLinesFormat(), new TsvFormat(), new CsvFormat(), new PlainTextFormat()];

    /// <summary>Tells the format of a file: by name if one is given, else by content, else by extension.</summary>
    /// <param name="head">The first bytes of the file.</param>
    /// <param name="fileName">The file's name, or null for a stream without one.</param>
    /// <param name="name">The format's name if the user gave one.</param>
    /// <exception cref="BadDataException">The file is compressed or not UTF-8 text, or nothing tells its format.</exception>
    public static ICorpusFormat Tell(ReadOnlySpan<byte> head, string? fileName, string? name = null) => Tell(head, fileName, name, null);

    /// <summary>Tells the format, and takes one where neither content nor extension says anything.</summary>
    internal static ICorpusFormat Tell(ReadOnlySpan<byte> head, string? fileName, string? name, ICorpusFormat? otherwise)
    {
        string file = fileName ?? "standard input";
        if (name is not null)
            return Named(name);
        if (head.IsEmpty)
            throw new BadDataException($"{file}: the file is empty; expected a corpus ({Names()}).");
        if (head.StartsWith<byte>([0x1F, 0x8B]) || head.StartsWith<byte>([0x50, 0x4B, 3, 4]))
            throw new BadDataException($"{file}: the file is compressed; unpack it first.");
        if (head.StartsWith<byte>([0xFF, 0xFE]) || head.StartsWith<byte>([0xFE, 0xFF]))
            throw new BadDataException($"{file}: the file is UTF-16; convert it to UTF-8 first.");
        ReadOnlySpan<byte> content = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        foreach (ICorpusFormat format in All)
        {
            if (format.Recognizes(content))
                return format;
        }

        return ByExtension(fileName)
            ?? otherwise
            ?? throw new BadDataException($"{file}: neither content nor extension tells the format; name it with --format ({Names()}).");
    }

    /// <summary>The format of a name such as <c>jsonl</c>.</summary>
    /// <exception cref="UsageException">There is none of that name; the message lists those that there are.</exception>
    public static ICorpusFormat Named(string name) =>
        All.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new UsageException($"There is no corpus format '{name}'; use one of {Names()}.");

    /// <summary>The format that a file name's extension stands for, or null.</summary>
    public static ICorpusFormat? ByExtension(string? fileName) =>
        fileName is null ? null : All.FirstOrDefault(f => f.Extensions.Any(e => fileName.EndsWith(e, StringComparison.OrdinalIgnoreCase)));

    private static string Names() => string.Join(", ", All.Select(f => f.Name));
}
