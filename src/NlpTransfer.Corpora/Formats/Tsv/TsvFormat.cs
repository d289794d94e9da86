namespace NlpTransfer.Corpora;

/// <summary>
/// Tab-separated values with a header. Read: UTF-8 with or without byte order mark, LF or CR LF, empty lines between rows left out. A row is read between tabs, quotation
/// marks and all, if that gives the header's number of columns, as SIB-200 and InjongoIntent are published and measured; else with quotation marks, so that a quoted field may hold tabs
/// and go on over further lines. Files of spreadsheet programs and pandas quote other fields too: <see cref="CorpusReadOptions.QuotedTsv"/> unquotes those.
/// Written: unquoted but for rows in which a field holds a tab or a line break; what could be misread is refused.
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
