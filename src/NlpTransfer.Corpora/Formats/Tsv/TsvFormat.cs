namespace NlpTransfer.Corpora;

/// <summary>
/// Tab-separated values with a header. Read: UTF-8 with or without byte order mark, LF or CR LF, empty lines between rows left out, and quotation marks as
/// the header's number of columns asks for (a row is read with quotation marks if that gives the right number, else between tabs; a quoted field may go on over
/// further lines). Written: unquoted but for fields that begin with a quotation mark or hold a tab or a line break; what could be misread is refused.
/// </summary>
public sealed class TsvFormat : ICorpusFormat
{
    /// <inheritdoc/>
    public string Name => "tsv";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".tsv", ".tab"];

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> head) => HeadText.IsHeader(HeadText.FirstLine(head), '\t');

    /// <inheritdoc/>
    public IAsyncEnumerable<CorpusRow> ReadAsync(Stream input, string fileName, CorpusReadOptions options, SkippedRows skipped, CancellationToken cancellation = default) =>
        new TsvReader(input, new RowErrors(fileName, options, skipped), options).ReadAsync(cancellation);

    /// <inheritdoc/>
    public Task WriteAsync(IAsyncEnumerable<CorpusRow> rows, Stream output, CorpusWriteOptions options, CancellationToken cancellation = default) =>
        TsvWriter.WriteAsync(rows, output, options, cancellation);
}
