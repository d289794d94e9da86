using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace NlpTransfer.Corpora;

/// <summary>
/// Reads comma-separated values. A record ends with the first line by whose end the quotation marks are even in number, which holds for every correct record;
/// so a record knows its first line, and one whose quotation never ends costs itself alone.
/// </summary>
internal sealed class CsvReader(Stream input, RowErrors errors, CorpusReadOptions options)
{
    private readonly LineQueue _lines = new(input, options.MaximumRowLength);

    public async IAsyncEnumerable<CorpusRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        TableRows? rows = null;
        CsvRecord? record = null;
        while (await _lines.TakeAsync(cancellation).ConfigureAwait(false) is { } line)
        {
            if (line.IsBlank)
                continue;
            if (rows is null)
                errors.RequireSound(line);
            else if (!errors.Accept(line))
                continue;
            string? whole = await CompleteAsync(line, cancellation).ConfigureAwait(false);
            record ??= new CsvRecord(CsvRecord.Separator(line.Text));
            string[]? cells = whole is null ? null : record.Split(whole);
            if (rows is null)
            {
                if (cells is null)
                    throw new BadDataException($"{errors.At(line.Number)}: the quotation marks in the header do not close or stand inside an unquoted name; mend the header.");
                rows = new TableRows(ColumnMap.Resolve(cells, errors.At(line.Number).ToString(), options), options, errors);
            }
            else if (Check(cells, whole is not null, rows.ColumnCount, line.Number) && rows.Create(cells!, line.Number) is { } row)
            {
                yield return row;
            }
        }

        if (rows is null)
            throw errors.Empty();
    }

    private bool Check(string[]? cells, bool closed, int columns, long line)
    {
        if (cells is null)
        {
            errors.Reject(BadRowReason.BrokenQuoting, line, closed
                ? "a quotation mark stands inside a field that is not quoted, or text follows a closing one"
                : "a quotation mark is never closed");
            return false;
        }

        if (cells.Length == columns)
            return true;
        errors.Reject(BadRowReason.WrongColumnCount, line, string.Create(CultureInfo.InvariantCulture, $"the row has {cells.Length} columns, but the header has {columns}"));
        return false;
    }

    private async ValueTask<string?> CompleteAsync(PhysicalLine first, CancellationToken cancellation)
    {
        bool open = IsOdd(first.Bytes);
        if (!open)
            return WithoutReturn(first.Text);
        var record = new StringBuilder(first.Text);
        long length = first.Bytes.Length;
        while (open)
        {
            if (await _lines.LookAsync(cancellation).ConfigureAwait(false) is not { IsSound: true } next)
                return null;
            length += next.Bytes.Length + 1;
            if (length > options.MaximumRowLength)
                return null;
            record.Append('\n').Append(next.Text);
            open ^= IsOdd(next.Bytes);
        }

        _lines.TakeLooked();
        return WithoutReturn(record.ToString());
    }

    private static bool IsOdd(byte[] bytes) => (bytes.AsSpan().Count((byte)'"') & 1) == 1;

    private static string WithoutReturn(string record) => record.EndsWith('\r') ? record[..^1] : record;
}
