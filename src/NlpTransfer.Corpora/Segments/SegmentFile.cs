namespace NlpTransfer.Corpora;

/// <summary>
/// Texts that belong by their place to those of other files: translations, and their references. So none is left out, not even an empty one.
/// </summary>
/// <param name="Name">The file as given, or what the texts are called in messages.</param>
/// <param name="Lines">The texts.</param>
public sealed record SegmentFile(string Name, IReadOnlyList<string> Lines)
{
    private const int MaximumLineLength = 4 << 20;

    /// <summary>
    /// Reads a text a line, whatever the file is called; or, where a column is named or the extension is that of a table (TSV, CSV, JSON Lines, Parquet), a text a row.
    /// </summary>
    /// <param name="path">The file, or <c>-</c> for standard input.</param>
    /// <param name="column">The column of the texts; null takes the first of <paramref name="usualColumns"/> that the table has, then the usual names of a text.</param>
    /// <param name="usualColumns">What such a column is usually called; null for no more than a text.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="BadDataException">There is no such file, it is empty, lacks the column, or holds what is not UTF-8; the message says where.</exception>
    public static async Task<SegmentFile> ReadAsync(
        string path, string? column = null, IReadOnlyList<string>? usualColumns = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        bool table = column is not null || CorpusFormats.ByExtension(path) is { } format && format is not PlainTextFormat;
        return table
            ? await ReadTableAsync(path, column, usualColumns ?? [], cancellationToken).ConfigureAwait(false)
            : await ReadLinesAsync(new CorpusFile(path, null), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<SegmentFile> ReadTableAsync(string path, string? column, IReadOnlyList<string> usual, CancellationToken cancellationToken)
    {
        var options = new CorpusReadOptions { TextColumn = column, UsualTextColumns = usual, Segments = true };
        IReadOnlyList<CorpusRow> rows = await TextCorpus.Open(path, null, options).ReadAllAsync(null, cancellationToken).ConfigureAwait(false);
        return new SegmentFile(path, [.. rows.Select(row => row.Text)]);
    }

    private static async Task<SegmentFile> ReadLinesAsync(CorpusFile file, CancellationToken cancellationToken)
    {
        Stream input = file.Open();
        await using var owner = input.ConfigureAwait(false);
        var errors = new RowErrors(file.Name, new CorpusReadOptions { Segments = true, MaximumRowLength = MaximumLineLength }, new SkippedRows());
        var reader = new LineReader(input, MaximumLineLength);
        var lines = new List<string>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (reader.TooLong)
                errors.RejectLength(reader.Number);
            lines.Add(errors.Decode(reader.Line.Span, reader.Number)!.TrimEnd('\r'));
        }

        return lines.Count > 0 ? new SegmentFile(file.Name, lines) : throw new BadDataException($"{file.Name}: the file is empty; expected a text a line.");
    }
}
