using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NlpTransfer.Corpora;

/// <summary>
/// JSON Lines: one object a line, whose properties are the columns. Strings are taken as they are, numbers and booleans as written, null as missing;
/// an object or array is refused as text or label and kept as JSON text in further columns. A property that stands twice is refused. Written: UTF-8 without
/// needless escapes, columns without a value left out.
/// </summary>
public sealed class JsonLinesFormat : ICorpusFormat
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public string Name => "jsonl";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".jsonl", ".ndjson", ".json"];

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> head)
    {
        string? line = HeadText.FirstLine(head) ?? (head.TrimStart(" \r\n\t"u8).StartsWith("{"u8) ? "{\"" : null);
        string start = line?.TrimStart() ?? "";
        return start.StartsWith('{') && (start[1..].TrimStart().StartsWith('"') || start[1..].TrimStart().StartsWith('}'));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<CorpusRow> ReadAsync(
        Stream input, string fileName, CorpusReadOptions options, SkippedRows skipped, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var rows = new JsonRows(options, new RowErrors(fileName, options, skipped));
        var lines = new LineReader(input, options.MaximumRowLength);
        bool any = false;
        while (await lines.ReadAsync(cancellation).ConfigureAwait(false))
        {
            any |= lines.Line.Length > 0;
            if (rows.Create(lines) is { } row)
                yield return row;
        }

        if (!any)
            throw new BadDataException($"{fileName}: the file is empty; expected one JSON object a line.");
    }

    /// <inheritdoc/>
    public async Task WriteAsync(IAsyncEnumerable<CorpusRow> rows, Stream output, CorpusWriteOptions options, CancellationToken cancellation = default)
    {
        using var buffer = new MemoryStream();
        await using var writer = new Utf8JsonWriter(buffer, WriterOptions);
        await foreach (CorpusRow row in rows.WithCancellation(cancellation).ConfigureAwait(false))
        {
            CorpusColumns.CheckText(row);
            buffer.SetLength(0);
            writer.Reset(buffer);
            JsonRows.Write(row, options.Columns, writer);
            await writer.FlushAsync(cancellation).ConfigureAwait(false);
            buffer.WriteByte((byte)'\n');
            await output.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancellation).ConfigureAwait(false);
        }
    }
}
