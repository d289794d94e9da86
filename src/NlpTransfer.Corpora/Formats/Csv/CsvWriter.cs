using System.Text;

namespace NlpTransfer.Corpora;

/// <summary>Writes comma-separated values as RFC 4180 has them, with LF between rows.</summary>
internal static class CsvWriter
{
    public static async Task WriteAsync(IAsyncEnumerable<CorpusRow> rows, Stream output, CorpusWriteOptions options, CancellationToken cancellation)
    {
        (CorpusColumns columns, IAsyncEnumerable<CorpusRow> all) = await CorpusColumns.SettleAsync(rows, options, cancellation).ConfigureAwait(false);
        using var writer = new StreamWriter(output, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        await writer.WriteAsync(Line(columns.Names)).ConfigureAwait(false);
        await foreach (CorpusRow row in all.WithCancellation(cancellation).ConfigureAwait(false))
            await writer.WriteAsync(Line(columns.Cells(row))).ConfigureAwait(false);
        await writer.FlushAsync(cancellation).ConfigureAwait(false);
    }

    private static string Line(IEnumerable<string?> cells) => string.Join(',', cells.Select(Quote)) + "\n";

    private static string Quote(string? cell) => cell is not null && (cell.AsSpan().IndexOfAny(",\"\n\r;") >= 0 || cell.StartsWith(' ') || cell.EndsWith(' '))
        ? "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\""
        : cell ?? "";
}
