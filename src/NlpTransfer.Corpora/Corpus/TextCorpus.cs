using System.Collections;

namespace NlpTransfer.Corpora;

/// <summary>
/// A corpus whose rows need only a text; labels are read where they stand. As a sequence of strings it gives the texts, so that whatever takes strings takes a corpus.
/// It is read anew, in bounded memory, each time it is asked for.
/// </summary>
public sealed class TextCorpus : IEnumerable<string>
{
    private readonly CorpusSource _source;

    private TextCorpus(CorpusSource source) => _source = source;

    /// <summary>The path as given.</summary>
    public string Path => _source.Path;

    /// <summary>The language of rows that name none themselves, or null.</summary>
    public string? Language => _source.Options.Language;

    /// <summary>The options it is read with.</summary>
    public CorpusReadOptions Options => _source.Options;

    /// <summary>The files behind it, in reading order; empty for rows in memory.</summary>
    public IReadOnlyList<string> Files => _source.Files;

    /// <inheritdoc cref="LabeledCorpus.Open"/>
    public static TextCorpus Open(string path, string? language = null, CorpusReadOptions? options = null) =>
        new(CorpusSource.Open(path, language, (options ?? new CorpusReadOptions()) with { RequireLabels = false }));

    /// <summary>Makes a corpus of rows in memory.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="language">The language of rows that name none themselves, or null.</param>
    public static TextCorpus FromRows(IReadOnlyList<CorpusRow> rows, string? language = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new(CorpusSource.Of(rows, language));
    }

    /// <inheritdoc cref="LabeledCorpus.ReadAsync"/>
    public IAsyncEnumerable<CorpusRow> ReadAsync(SkippedRows? skipped = null, CancellationToken cancellation = default) =>
        _source.ReadAsync(skipped ?? new SkippedRows(), cancellation);

    /// <inheritdoc cref="LabeledCorpus.ReadAllAsync"/>
    public Task<IReadOnlyList<CorpusRow>> ReadAllAsync(SkippedRows? skipped = null, CancellationToken cancellation = default) =>
        _source.ReadAllAsync(skipped ?? new SkippedRows(), cancellation);

    /// <summary>Gives the texts one after the other, blocking on the file.</summary>
    public IEnumerator<string> GetEnumerator() => ReadAsync().ToBlockingEnumerable().Select(r => r.Text).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
