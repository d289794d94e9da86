using System.Globalization;
using System.Runtime.CompilerServices;

namespace NlpTransfer.Corpora;

/// <summary>
/// Reads tab-separated values. Files in use disagree about quotation marks, and a correctly quoted row looks the same in both kinds, so the header's number of
/// columns decides: a row is read between tabs, marks and all, if that gives the right number, else with quotation marks. A field that opens on a line and does not
/// close there goes on over the next lines if the line has another number of columns than the header, or if the next line has.
/// <see cref="CorpusReadOptions.QuotedTsv"/> puts the reading with quotation marks first.
/// </summary>
internal sealed class TsvReader(Stream input, RowErrors errors, CorpusReadOptions options)
{
    private readonly LineQueue _lines = new(input, options.MaximumRowLength);

    public async IAsyncEnumerable<CorpusRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        TableRows? rows = null;
        while (await _lines.TakeAsync(cancellation).ConfigureAwait(false) is { } line)
        {
            if (line.IsBlank)
                continue;
            if (rows is null)
            {
                errors.RequireSound(line);
                rows = new TableRows(ColumnMap.Resolve(TsvFields.BetweenTabs(line.Text, unquote: true, out _), errors.At(line.Number).ToString(), options), options, errors);
                continue;
            }

            if (!errors.Accept(line))
                continue;
            List<string>? cells = await CellsAsync(line, rows.ColumnCount, cancellation).ConfigureAwait(false);
            if (cells is not null && rows.Create(cells, line.Number) is { } row)
                yield return row;
        }

        if (rows is null)
            throw errors.Empty();
    }

    private async ValueTask<List<string>?> CellsAsync(PhysicalLine line, int columns, CancellationToken cancellation)
    {
        var quoted = new QuotedTsvRow();
        quoted.Feed(line.Text);
        bool closed = !quoted.IsOpen && quoted.Cells.Count == columns;
        if (closed && options.QuotedTsv)
            return quoted.Cells;
        List<string> between = TsvFields.BetweenTabs(line.Text, options.QuotedTsv, out bool open);
        bool fits = between.Count == columns;
        if (fits && (!open || !await NextLineDiffersAsync(columns, cancellation).ConfigureAwait(false)))
            return between;
        if (closed || (quoted.IsOpen && await ContinueAsync(quoted, line, columns, cancellation).ConfigureAwait(false)))
            return quoted.Cells;
        if (fits)
            return between;
        errors.Reject(open ? BadRowReason.BrokenQuoting : BadRowReason.WrongColumnCount, line.Number, string.Create(CultureInfo.InvariantCulture,
            $"the row has {between.Count} columns, but the header has {columns}{(open ? ", and a quotation mark that opens a field is never closed" : "")}"));
        return null;
    }

    private async ValueTask<bool> NextLineDiffersAsync(int columns, CancellationToken cancellation)
    {
        PhysicalLine? next = await _lines.LookAsync(cancellation).ConfigureAwait(false);
        _lines.LookFromTheNext();
        return next is not null && TsvFields.BetweenTabs(next.Text, false, out _).Count != columns;
    }

    // What does not fit stays in the queue and is read as rows of its own.
    private async ValueTask<bool> ContinueAsync(QuotedTsvRow row, PhysicalLine first, int columns, CancellationToken cancellation)
    {
        long length = first.Bytes.Length;
        while (row.IsOpen)
        {
            if (await _lines.LookAsync(cancellation).ConfigureAwait(false) is not { IsSound: true } next)
                return false;
            length += next.Bytes.Length + 1;
            if (length > options.MaximumRowLength || !row.Feed(next.Text))
                return false;
        }

        if (row.Cells.Count != columns)
            return false;
        _lines.TakeLooked();
        return true;
    }
}
