namespace NlpTransfer.Corpora;

/// <summary>
/// Comma-separated values with a header, as RFC 4180 has them: fields with commas, line breaks or quotation marks are quoted, quotation marks inside doubled.
/// Semicolons separate where the header has semicolons and no comma. Read: UTF-8 with or without byte order mark, LF or CR LF, empty lines between rows left out.
/// A quotation mark inside an unquoted field is refused.
/// </summary>
public sealed class CsvFormat : ICorpusFormat
{
    /// <inheritdoc/>
    public string Name => "csv";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".csv"];

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> head)
    {
        string? line = HeadText.FirstLine(head);
        return !HeadText.IsHeader(line, '\t') && line?.TrimStart().StartsWith('{') != true && line is not null && HeadText.IsHeader(line, CsvRecord.Separator(line));
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<CorpusRow> ReadAsync(Stream input, string fileName, CorpusReadOptions options, SkippedRows skipped, CancellationToken cancellation = default) =>
        new CsvReader(input, new RowErrors(fileName, options, skipped), options).ReadAsync(cancellation);

    /// <inheritdoc/>
    public Task WriteAsync(IAsyncEnumerable<CorpusRow> rows, Stream output, CorpusWriteOptions options, CancellationToken cancellation = default) =>
        CsvWriter.WriteAsync(rows, output, options, cancellation);
}
