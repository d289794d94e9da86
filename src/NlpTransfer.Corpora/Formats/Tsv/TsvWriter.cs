using System.Text;

namespace NlpTransfer.Corpora;

/// <summary>Writes tab-separated values that <see cref="TsvReader"/> reads back as they were.</summary>
internal static class TsvWriter
{
    public static async Task WriteAsync(IAsyncEnumerable<CorpusRow> rows, Stream output, CorpusWriteOptions options, CancellationToken cancellation)
    {
        (CorpusColumns columns, IAsyncEnumerable<CorpusRow> all) = await CorpusColumns.SettleAsync(rows, options, cancellation).ConfigureAwait(false);
        if (columns.Names.FirstOrDefault(n => n.AsSpan().IndexOfAny("\t\n\r\"") >= 0) is { } bad)
            throw new BadDataException($"The column name '{bad}' can't be written as TSV; choose JSON Lines or Parquet.");
        using var writer = new StreamWriter(output, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        await writer.WriteAsync(string.Join('\t', columns.Names) + "\n").ConfigureAwait(false);
        bool openBefore = false;
        await foreach (CorpusRow row in all.WithCancellation(cancellation).ConfigureAwait(false))
        {
            string?[] cells = columns.Cells(row);
            bool special = IsSpecial(cells);
            string line = string.Join('\t', cells.Select(c => special ? Quote(c) : c ?? ""));
            if (special && (openBefore || !ReadsBack(line, cells)))
            {
                throw new BadDataException($"{CorpusColumns.Where(row)}: the row holds a line break where a reader of TSV could not tell it from the end of the row; " +
                    "write CSV, JSON Lines or Parquet instead.");
            }

            // A field that seems to open is taken as it is only before a line that looks like a row.
            openBefore = false;
            if (!special)
                TsvFields.BetweenTabs(line, unquote: false, out openBefore);
            await writer.WriteAsync(line + "\n").ConfigureAwait(false);
        }

        await writer.FlushAsync(cancellation).ConfigureAwait(false);
    }

    private static bool IsSpecial(string?[] cells) => cells.Any(c => c?.AsSpan().IndexOfAny('\t', '\n') >= 0) || cells[^1]?.EndsWith('\r') == true;

    private static string Quote(string? cell) => cell is not null && (cell.StartsWith('"') || cell.AsSpan().IndexOfAny('\t', '\n', '\r') >= 0)
        ? "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\""
        : cell ?? "";

    // The reader takes the first line for a whole row when it has the right number of columns and nothing speaks against it.
    private static bool ReadsBack(string line, string?[] cells)
    {
        string[] lines = line.Split('\n');
        bool fits = TsvFields.BetweenTabs(lines[0], false, out bool open).Count == cells.Length;
        if (fits && (!open || lines.Length == 1 || TsvFields.BetweenTabs(lines[1], false, out _).Count == cells.Length))
            return false;
        var quoted = new QuotedTsvRow();
        quoted.Feed(lines[0]);
        foreach (string next in lines.Skip(1))
        {
            if (!quoted.IsOpen || !quoted.Feed(next))
                return false;
        }

        return !quoted.IsOpen && quoted.Cells.SequenceEqual(cells.Select(c => c ?? ""));
    }
}
