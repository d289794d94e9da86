using System.Runtime.CompilerServices;
using System.Text;

namespace NlpTransfer.Corpora;

/// <summary>
/// Plain text, one row a line: UTF-8 with or without byte order mark, LF or CR LF. Empty lines part rows and are none. There are no labels,
/// so a labelled corpus can't be read from it, and only the text can be written to it.
/// </summary>
public sealed class PlainTextFormat : ICorpusFormat
{
    /// <inheritdoc/>
    public string Name => "text";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".txt"];

    /// <summary>False: nothing in a plain text shows that it is one. It is told by its extension, or by not being anything else.</summary>
    public bool Recognizes(ReadOnlySpan<byte> head) => false;

    /// <inheritdoc/>
    public async IAsyncEnumerable<CorpusRow> ReadAsync(
        Stream input, string fileName, CorpusReadOptions options, SkippedRows skipped, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (options.RequireLabels)
            throw new BadDataException($"{fileName}: plain text has no labels; give a TSV, CSV, JSON Lines or Parquet file with a header, or name its format with --format.");
        if (options.Pair is not null)
            throw new BadDataException($"{fileName}: plain text has no translations; give two aligned files, or a TSV, CSV, JSON Lines or Parquet file with a column a language.");
        if (Enum.GetValues<ColumnRole>().Select(r => ColumnNames.Named(options, r)).OfType<string>().FirstOrDefault() is { } named)
            throw new BadDataException($"{fileName}: plain text has no columns, but the column '{named}' is asked for; give a file with a header, or name its format with --format.");
        var errors = new RowErrors(fileName, options, skipped);
        var lines = new LineReader(input, options.MaximumRowLength);
        while (await lines.ReadAsync(cancellation).ConfigureAwait(false))
        {
            if (lines.TooLong)
                errors.RejectLength(lines.Number);
            else if (errors.Decode(lines.Line.Span, lines.Number) is { } text && !string.IsNullOrWhiteSpace(text))
                yield return new CorpusRow(text.EndsWith('\r') ? text[..^1] : text) { Language = options.Language, Position = errors.At(lines.Number) };
        }
    }

    /// <inheritdoc/>
    public async Task WriteAsync(IAsyncEnumerable<CorpusRow> rows, Stream output, CorpusWriteOptions options, CancellationToken cancellation = default)
    {
        bool asked = options.Columns is not null;
        if (asked && (options.Columns!.Count != 1 || options.Columns[0] != "text"))
            throw new UsageException("Plain text holds the text alone; ask for the column 'text' only, or choose another format.");
        using var writer = new StreamWriter(output, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        await foreach (CorpusRow row in rows.WithCancellation(cancellation).ConfigureAwait(false))
        {
            CorpusColumns.CheckText(row);
            if (row.Text.Contains('\n') || row.Text.EndsWith('\r'))
                throw new BadDataException($"{CorpusColumns.Where(row)}: the text holds a line break, which plain text can't tell from the end of a row; choose another format.");
            if (!asked && (row.Label ?? row.Group ?? row.Id ?? row.Split) is not null)
                throw new BadDataException($"{CorpusColumns.Where(row)}: the row has a label, group, id or split, which plain text can't hold; choose another format, or ask for the column 'text' alone.");
            await writer.WriteAsync(row.Text + "\n").ConfigureAwait(false);
        }

        await writer.FlushAsync(cancellation).ConfigureAwait(false);
    }
}
