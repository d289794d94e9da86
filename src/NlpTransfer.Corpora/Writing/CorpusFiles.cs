namespace NlpTransfer.Corpora;

/// <summary>Writes corpora to files.</summary>
public static class CorpusFiles
{
    /// <summary>Writes rows to a file that is never half written, in the format that its extension names.</summary>
    /// <param name="path">The file; its folder is made where it is missing.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="options">Which columns to write; null for those that rows have.</param>
    /// <param name="overwrite">Whether an existing file is replaced.</param>
    /// <param name="cancellation">Stops the writing; nothing is left.</param>
    /// <exception cref="UsageException">The extension names no format, or the file exists and is not to be replaced.</exception>
    /// <exception cref="BadDataException">A row can't be expressed in the format.</exception>
    /// <exception cref="NlpTransferException">The file can't be written.</exception>
    public static Task WriteAsync(
        string path, IAsyncEnumerable<CorpusRow> rows, CorpusWriteOptions? options = null, bool overwrite = false, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ICorpusFormat format = FormatOf(path);
        // The formats write asynchronously and the file takes its name synchronously: a thread of its own waits for the one and does the other.
        return Task.Run(
            () => AtomicFile.Write(path, stream => format.WriteAsync(rows, stream, options ?? new(), cancellation).GetAwaiter().GetResult(), overwrite), cancellation);
    }

    /// <summary>The format that a file to be written has by its extension.</summary>
    /// <exception cref="UsageException">It names none; the message lists the endings that do.</exception>
    public static ICorpusFormat FormatOf(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return CorpusFormats.ByExtension(path) ?? throw new UsageException(
            $"{path}: the ending names no corpus format; use one of {string.Join(", ", CorpusFormats.All.SelectMany(format => format.Extensions))}.");
    }
}
