using System.Runtime.CompilerServices;
using System.Text;
using Parquet;
using Parquet.Schema;

namespace NlpTransfer.Corpora;

/// <summary>
/// Apache Parquet with flat columns of strings, integers or booleans. A row's position is its number, from 1. Read row group by row group, so a writer's row groups bound the memory;
/// row groups over 16,777,216 rows or, in the columns used, over 2 GiB are refused, and so is a footer over 64 MiB. Written: optional strings, Snappy, 16,384 rows a row group. A stream that can't go back is copied to a temporary file first.
/// </summary>
public sealed class ParquetFormat : ICorpusFormat
{
    private const int RowsInGroup = 16_384;

    /// <inheritdoc/>
    public string Name => "parquet";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".parquet"];

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> head) => head.StartsWith("PAR1"u8);

    /// <inheritdoc/>
    public async IAsyncEnumerable<CorpusRow> ReadAsync(
        Stream input, string fileName, CorpusReadOptions options, SkippedRows skipped, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        Stream file = input.CanSeek ? input : await SpoolAsync(input, cancellation).ConfigureAwait(false);
        await using var spooled = file == input ? null : file;
        await using ParquetTable table = await ParquetTable.OpenAsync(file, fileName, cancellation).ConfigureAwait(false);
        ColumnMap map = ColumnMap.Resolve(table.Columns, fileName, options);
        var errors = new RowErrors(fileName, options, skipped);
        var rows = new TableRows(map, options, errors);
        long line = 0;
        for (int group = 0; group < table.GroupCount; group++)
        {
            string?[][] columns = await table.ReadGroupAsync(group, map, cancellation).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            int count = columns.Max(c => c.Length);
            for (int i = 0; i < count; i++)
            {
                line++;
                string?[] cells = [.. columns.Select(c => c.Length == 0 ? null : c[i])];
                if (Accept(cells, line, errors, options) && rows.Create(cells, line) is { } row)
                    yield return row;
            }
        }
    }

    /// <inheritdoc/>
    public async Task WriteAsync(IAsyncEnumerable<CorpusRow> rows, Stream output, CorpusWriteOptions options, CancellationToken cancellation = default)
    {
        (CorpusColumns columns, IAsyncEnumerable<CorpusRow> all) = await CorpusColumns.SettleAsync(rows, options, cancellation).ConfigureAwait(false);
        DataField[] fields = [.. columns.Names.Select(n => new DataField<string>(n, true))];
        var settings = new ParquetOptions { CompressionMethod = CompressionMethod.Snappy };
        // The library wants to know its place in the stream, which a standard stream can't tell.
        Stream target = output.CanSeek ? output : new MemoryStream();
        ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), target, settings, cancellationToken: cancellation).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            await foreach (CorpusRow[] chunk in all.Chunk(RowsInGroup).WithCancellation(cancellation).ConfigureAwait(false))
            {
                string?[][] cells = [.. chunk.Select(columns.Cells)];
                using ParquetRowGroupWriter group = writer.CreateRowGroup();
                for (int c = 0; c < fields.Length; c++)
                    await group.WriteAsync(fields[c], cells.Select(r => r[c]).ToArray()!).ConfigureAwait(false);
                group.CompleteValidate();
            }
        }

        if (target != output)
        {
            target.Position = 0;
            await target.CopyToAsync(output, cancellation).ConfigureAwait(false);
        }
    }

    private static bool Accept(string?[] cells, long line, RowErrors errors, CorpusReadOptions options)
    {
        if (cells.Any(c => c?.Contains('\0') == true))
        {
            errors.Reject(BadRowReason.NulCharacter, line, "a value holds a NUL character");
            return false;
        }

        if (cells.Sum(c => c is null ? 0L : Encoding.UTF8.GetByteCount(c)) <= options.MaximumRowLength)
            return true;
        errors.RejectLength(line);
        return false;
    }

    private static async Task<Stream> SpoolAsync(Stream input, CancellationToken cancellation)
    {
        FileStream file = TemporaryFile.Create();
        await input.CopyToAsync(file, cancellation).ConfigureAwait(false);
        file.Position = 0;
        return file;
    }
}
