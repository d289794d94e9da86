namespace NlpTransfer.Corpora;

/// <summary>A corpus whose rows have a text and a label. It is read anew, in bounded memory, each time it is asked for.</summary>
public sealed class LabeledCorpus
{
    private readonly CorpusSource _source;

    private LabeledCorpus(CorpusSource source) => _source = source;

    /// <summary>The path as given.</summary>
    public string Path => _source.Path;

    /// <summary>The language of rows that name none themselves, or null.</summary>
    public string? Language => _source.Options.Language;

    /// <summary>The options it is read with.</summary>
    public CorpusReadOptions Options => _source.Options;

    /// <summary>The files behind it, in reading order; empty for rows in memory.</summary>
    public IReadOnlyList<string> Files => _source.Files;

    /// <summary>Opens a file, a folder with one file a split (SIB-200's <c>yor_Latn</c>), or standard input (<c>-</c>).</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="language">The language of rows that name none themselves (BCP-47, ISO 639-3 or FLORES); null takes it from the options or a folder's name.</param>
    /// <param name="options">Columns, limits, bad rows; null for the defaults.</param>
    /// <exception cref="UsageException">The options are at fault; the message lists all faults.</exception>
    /// <exception cref="BadDataException">There is no such file, or the folder holds no corpus.</exception>
    public static LabeledCorpus Open(string path, string? language = null, CorpusReadOptions? options = null) =>
        new(CorpusSource.Open(path, language, (options ?? new CorpusReadOptions()) with { RequireLabels = true }));

    /// <summary>Makes a corpus of rows in memory.</summary>
    /// <param name="rows">The rows, each with a label.</param>
    /// <param name="language">The language of rows that name none themselves, or null.</param>
    /// <exception cref="BadDataException">A row has no label.</exception>
    public static LabeledCorpus FromRows(IReadOnlyList<CorpusRow> rows, string? language = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.FirstOrDefault(r => string.IsNullOrWhiteSpace(r.Label) || string.IsNullOrWhiteSpace(r.Text)) is { } bad)
            throw new BadDataException($"{CorpusColumns.Where(bad)}: text or label is empty; a labelled corpus needs both in each row.");
        return new(CorpusSource.Of(rows, language));
    }

    /// <summary>Reads the rows one after the other.</summary>
    /// <param name="skipped">Counts rows that were left out when <see cref="CorpusReadOptions.SkipBadRows"/> is set; null if nobody wants to know.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="BadDataException">The file is empty, has no row, lacks a column, or holds a bad row; the message says where and what helps.</exception>
    public IAsyncEnumerable<CorpusRow> ReadAsync(SkippedRows? skipped = null, CancellationToken cancellation = default) =>
        _source.ReadAsync(skipped ?? new SkippedRows(), cancellation);

    /// <summary>Reads all rows into memory.</summary>
    /// <param name="skipped">As in <see cref="ReadAsync"/>.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="BadDataException">As in <see cref="ReadAsync"/>.</exception>
    public Task<IReadOnlyList<CorpusRow>> ReadAllAsync(SkippedRows? skipped = null, CancellationToken cancellation = default) =>
        _source.ReadAllAsync(skipped ?? new SkippedRows(), cancellation);
}
