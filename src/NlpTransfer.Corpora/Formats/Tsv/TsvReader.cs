using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace NlpTransfer.Corpora;

/// <summary>
/// Reads tab-separated values. Files in use disagree about quotation marks, so the header's number of columns decides:
/// a row is read with quotation marks if that gives the right number, else between tabs; a field that opens on a line and does not close there
/// goes on over the next lines if the line has another number of columns than the header, or if the next line has; otherwise its mark is a letter like any other.
/// </summary>
internal sealed class TsvReader(Stream input, RowErrors errors, CorpusReadOptions options)
{
    private static readonly UTF8Encoding Lenient = new(false);

    private readonly LineReader _lines = new(input, options.MaximumRowLength);
    private readonly LinkedList<PhysicalLine> _ahead = [];

    private sealed record PhysicalLine(string Text, byte[] Bytes, long Number, bool TooLong);

    public async IAsyncEnumerable<CorpusRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        TableRows? rows = null;
        while (await NextAsync(cancellation).ConfigureAwait(false) is { } line)
        {
            if (line.Text.AsSpan().TrimEnd('\r').IsEmpty)
                continue;
            if (rows is null)
            {
                rows = ReadHeader(line);
                continue;
            }

            if (!Accept(line))
                continue;
            List<string>? cells = await CellsAsync(line, rows.ColumnCount, cancellation).ConfigureAwait(false);
            if (cells is not null && rows.Create(cells, line.Number) is { } row)
                yield return row;
        }

        if (rows is null)
            throw new BadDataException($"{errors.File}: the file is empty; expected a header line with column names and one row a line.");
    }

    private TableRows ReadHeader(PhysicalLine line)
    {
        // A header can't be left out like a row, whatever the options say.
        var strict = new RowErrors(errors.File, options with { SkipBadRows = false }, new SkippedRows());
        if (line.TooLong)
            strict.RejectLength(line.Number);
        strict.Decode(line.Bytes, line.Number);
        return new TableRows(ColumnMap.Resolve(TsvFields.BetweenTabs(line.Text, out _), errors.At(line.Number).ToString(), options), options, errors);
    }

    private bool Accept(PhysicalLine line)
    {
        if (!line.TooLong)
            return errors.Decode(line.Bytes, line.Number) is not null;
        errors.RejectLength(line.Number);
        return false;
    }

    private async ValueTask<List<string>?> CellsAsync(PhysicalLine line, int columns, CancellationToken cancellation)
    {
        var quoted = new QuotedTsvRow();
        quoted.Feed(line.Text);
        if (!quoted.IsOpen && quoted.Cells.Count == columns)
            return quoted.Cells;
        List<string> between = TsvFields.BetweenTabs(line.Text, out bool open);
        bool fits = between.Count == columns;
        if (fits && (!open || !await NextLineDiffersAsync(columns, cancellation).ConfigureAwait(false)))
            return between;
        if (quoted.IsOpen && await ContinueAsync(quoted, line, columns, cancellation).ConfigureAwait(false))
            return quoted.Cells;
        if (fits)
            return between;
        errors.Reject(open ? BadRowReason.BrokenQuoting : BadRowReason.WrongColumnCount, line.Number, string.Create(CultureInfo.InvariantCulture,
            $"the row has {between.Count} columns, but the header has {columns}{(open ? ", and a quotation mark that opens a field is never closed" : "")}"));
        return null;
    }

    private async ValueTask<bool> NextLineDiffersAsync(int columns, CancellationToken cancellation)
    {
        if (_ahead.Count == 0 && await FetchAsync(cancellation).ConfigureAwait(false) is { } fetched)
            _ahead.AddLast(fetched);
        return _ahead.First is { } next && TsvFields.BetweenTabs(next.Value.Text, out _).Count != columns;
    }

    // Looks ahead; what does not fit stays in the queue and is read as rows of its own.
    private async ValueTask<bool> ContinueAsync(QuotedTsvRow row, PhysicalLine first, int columns, CancellationToken cancellation)
    {
        long length = first.Bytes.Length;
        LinkedListNode<PhysicalLine>? next = _ahead.First;
        int used = 0;
        while (row.IsOpen)
        {
            if (next is null)
            {
                if (await FetchAsync(cancellation).ConfigureAwait(false) is not { } fetched)
                    return false;
                next = _ahead.AddLast(fetched);
            }

            length += next.Value.Bytes.Length + 1;
            if (next.Value.TooLong || length > options.MaximumRowLength || !IsText(next.Value.Bytes) || !row.Feed(next.Value.Text))
                return false;
            used++;
            next = next.Next;
        }

        if (row.Cells.Count != columns)
            return false;
        for (; used > 0; used--)
            _ahead.RemoveFirst();
        return true;
    }

    private static bool IsText(byte[] bytes) => !bytes.Contains((byte)0) && System.Text.Unicode.Utf8.IsValid(bytes);

    private async ValueTask<PhysicalLine?> NextAsync(CancellationToken cancellation)
    {
        if (_ahead.First is not { } first)
            return await FetchAsync(cancellation).ConfigureAwait(false);
        _ahead.RemoveFirst();
        return first.Value;
    }

    private async ValueTask<PhysicalLine?> FetchAsync(CancellationToken cancellation)
    {
        if (!await _lines.ReadAsync(cancellation).ConfigureAwait(false))
            return null;
        byte[] bytes = _lines.Line.ToArray();
        return new PhysicalLine(_lines.TooLong ? "too long" : Lenient.GetString(bytes), bytes, _lines.Number, _lines.TooLong);
    }
}
