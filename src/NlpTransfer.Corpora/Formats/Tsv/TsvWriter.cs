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
        await foreach (CorpusRow row in all.WithCancellation(cancellation).ConfigureAwait(false))
            await writer.WriteAsync(Line(columns.Cells(row), row) + "\n").ConfigureAwait(false);
        await writer.FlushAsync(cancellation).ConfigureAwait(false);
    }

    private static string Line(string?[] cells, CorpusRow row)
    {
        bool special = cells.Any(NeedsQuotes);
        string line = string.Join('\t', cells.Select(c => NeedsQuotes(c) ? "\"" + c!.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : c ?? ""));
        if (special && !ReadsBack(line, cells))
        {
            throw new BadDataException($"{CorpusColumns.Where(row)}: the row holds a line break where a reader of TSV could not tell it from the end of the row; " +
                "write CSV, JSON Lines or Parquet instead.");
        }

        return line;
    }

    private static bool NeedsQuotes(string? cell) => cell is not null && (cell.StartsWith('"') || cell.AsSpan().IndexOfAny('\t', '\n', '\r') >= 0);

    // The reader takes the first line for a whole row when it has the right number of columns and the next line too.
    private static bool ReadsBack(string line, string?[] cells)
    {
        string[] lines = line.Split('\n');
        var quoted = new QuotedTsvRow();
        quoted.Feed(lines[0]);
        bool takenAlone = lines.Length > 1 && (!quoted.IsOpen
            || (TsvFields.BetweenTabs(lines[0], out _).Count == cells.Length && TsvFields.BetweenTabs(lines[1], out _).Count == cells.Length));
        if (takenAlone)
            return false;
        foreach (string next in lines.Skip(1))
        {
            if (!quoted.IsOpen || !quoted.Feed(next))
                return false;
        }

        return !quoted.IsOpen && quoted.Cells.SequenceEqual(cells.Select(c => c ?? ""));
    }
}
