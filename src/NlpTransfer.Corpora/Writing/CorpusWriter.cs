namespace NlpTransfer.Corpora;

/// <summary>Writes corpora to files, whole or not at all.</summary>
public static class CorpusWriter
{
    /// <summary>Writes rows to a file in the format that its extension stands for, or to standard output (<c>-</c>).</summary>
    /// <param name="path">The goal.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="format">The format; null takes it from the extension. Standard output needs one.</param>
    /// <param name="options">Which columns to write; null for those that are used.</param>
    /// <param name="overwrite">Whether an existing file is replaced.</param>
    /// <param name="cancellation">Stops the writing; no file is left.</param>
    /// <exception cref="UsageException">The file exists, or nothing tells its format.</exception>
    /// <exception cref="BadDataException">A row can't be read or can't be expressed in the format.</exception>
    public static async Task WriteAsync(
        string path, IAsyncEnumerable<CorpusRow> rows, ICorpusFormat? format = null, CorpusWriteOptions? options = null, bool overwrite = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        format ??= CorpusFormats.ByExtension(path) ?? throw new UsageException(
            $"{path}: the extension does not tell the format; name it with --format ({string.Join(", ", CorpusFormats.All.Select(f => f.Name))}).");
        options ??= new CorpusWriteOptions();
        if (path == "-")
        {
            Stream output = Console.OpenStandardOutput();
            await using (output.ConfigureAwait(false))
                await format.WriteAsync(rows, output, options, cancellation).ConfigureAwait(false);
            return;
        }

        // The atomic file hands out its stream to a synchronous writer; a thread of the pool waits for the rows meanwhile.
        await Task.Run(
            () => AtomicFile.Write(path, stream => format.WriteAsync(rows, stream, options, cancellation).GetAwaiter().GetResult(), overwrite),
            cancellation).ConfigureAwait(false);
    }
}
