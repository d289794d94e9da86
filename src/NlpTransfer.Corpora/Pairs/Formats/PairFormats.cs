using System.Runtime.CompilerServices;

namespace NlpTransfer.Corpora;

/// <summary>The formats that are read as pairs alone.</summary>
internal static class PairFormats
{
    public static IReadOnlyList<IPairFormat> All { get; } = [new PoFormat(), new TmxFormat()];

    /// <summary>The format of a file: by name if one is given, else by content, else by extension; null where it is none of these.</summary>
    public static IPairFormat? Tell(ReadOnlySpan<byte> head, string? fileName, string? name)
    {
        if (name is not null)
            return Named(name);
        foreach (IPairFormat format in All)
        {
            if (format.Recognizes(head))
                return format;
        }

        return ByExtension(fileName);
    }

    public static IPairFormat? Named(string name) => All.FirstOrDefault(format => string.Equals(format.Name, name, StringComparison.OrdinalIgnoreCase));

    public static IPairFormat? ByExtension(string? fileName) =>
        fileName is null ? null : All.FirstOrDefault(format => format.Extensions.Any(e => fileName.EndsWith(e, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Reads the pairs of a file as rows.</summary>
    /// <exception cref="UsageException">A column is named, and the format has none.</exception>
    public static async IAsyncEnumerable<CorpusRow> ReadRowsAsync(
        this IPairFormat format, Stream input, string fileName, CorpusReadOptions options, SkippedRows skipped, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if ((options.Pair!.SourceColumn ?? options.Pair.TargetColumn) is { } column)
            throw new UsageException($"{fileName}: a file of the format {format.Name} has no columns, so '{column}' can't be named; leave --source-column and --target-column out.");
        await foreach (TextPair pair in format.ReadAsync(input, options, new RowErrors(fileName, options, skipped), cancellation).ConfigureAwait(false))
            yield return new CorpusRow(pair.Source) { Pair = pair, Position = pair.Position };
    }
}
