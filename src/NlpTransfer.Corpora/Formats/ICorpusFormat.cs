namespace NlpTransfer.Corpora;

/// <summary>A file format for corpora. An implementation is one class and one line in <see cref="CorpusFormats.All"/>.</summary>
public interface ICorpusFormat
{
    /// <summary>The name on the command line: <c>tsv</c>.</summary>
    string Name { get; }

    /// <summary>File name endings with their dot, in lower case, the one for writing first.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Whether the beginning of a file shows beyond doubt that it is of this format. At most one format says yes.</summary>
    /// <param name="head">The first bytes of the file, without a byte order mark; up to 64 KiB.</param>
    bool Recognizes(ReadOnlySpan<byte> head);

    /// <summary>Reads rows one after the other, in bounded memory.</summary>
    /// <param name="input">The file, at its beginning. Not closed.</param>
    /// <param name="fileName">What error messages call the file.</param>
    /// <param name="options">Columns, limits and what to do with bad rows.</param>
    /// <param name="skipped">Counts the bad rows when <see cref="CorpusReadOptions.SkipBadRows"/> is set.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="BadDataException">The file is empty, lacks a column that is needed, or holds a bad row; the message says where and what helps.</exception>
    IAsyncEnumerable<CorpusRow> ReadAsync(Stream input, string fileName, CorpusReadOptions options, SkippedRows skipped, CancellationToken cancellation = default);

    /// <summary>Writes rows so that reading gives them back; language and split are written where rows have them.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="output">Where to. Not closed.</param>
    /// <param name="options">Which columns to write.</param>
    /// <param name="cancellation">Stops the writing.</param>
    /// <exception cref="BadDataException">A row can't be expressed in this format.</exception>
    Task WriteAsync(IAsyncEnumerable<CorpusRow> rows, Stream output, CorpusWriteOptions options, CancellationToken cancellation = default);
}
