using System.Runtime.CompilerServices;

namespace NlpTransfer.Corpora;

/// <summary>What labelled and plain corpora share: where rows come from, and reading them.</summary>
internal sealed class CorpusSource
{
    private readonly IReadOnlyList<CorpusFile> _files;
    private readonly IReadOnlyList<CorpusRow>? _rows;
    private int _readings;

    private CorpusSource(string path, IReadOnlyList<CorpusFile> files, IReadOnlyList<CorpusRow>? rows, CorpusReadOptions options)
    {
        Path = path;
        Options = options;
        _files = files;
        _rows = rows;
    }

    public string Path { get; }

    public CorpusReadOptions Options { get; }

    public IReadOnlyList<string> Files => [.. _files.Select(f => f.Path)];

    public static CorpusSource Open(string path, string? language, CorpusReadOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new CorpusReadOptions();
        options.Validate();
        bool folder = Directory.Exists(path);
        if (!folder && path != "-" && !File.Exists(path))
            throw new BadDataException($"{path}: there is no such file or folder; check the path.");
        language ??= options.Language ?? (folder ? CorpusFolder.Language(path) : null);
        return new CorpusSource(path, folder ? CorpusFolder.Find(path) : [new CorpusFile(path, null)], null, options with { Language = language });
    }

    public static CorpusSource Of(IReadOnlyList<CorpusRow> rows, string? language) =>
        new("rows in memory", [], rows, new CorpusReadOptions { Language = language });

    public async IAsyncEnumerable<CorpusRow> ReadAsync(SkippedRows skipped, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (_rows is not null)
        {
            foreach (CorpusRow row in _rows)
                yield return row.Language is null ? row with { Language = Options.Language } : row;
            yield break;
        }

        if (Interlocked.Increment(ref _readings) > 1 && _files.Any(f => f.IsStandardInput))
            throw new UsageException("Standard input can be read only once, but this work reads the corpus again; give a file.");
        long read = 0, given = 0;
        foreach (CorpusFile file in _files)
        {
            await foreach (CorpusRow row in file.ReadAsync(Options, skipped, cancellation).ConfigureAwait(false))
            {
                read++;
                if (Options.Split is not null && row.Split != Options.Split)
                    continue;
                given++;
                yield return row;
                if (given == Options.Limit)
                    yield break;
            }
        }

        if (given == 0)
            throw new BadDataException(Nothing(read, skipped.Total));
    }

    public async Task<IReadOnlyList<CorpusRow>> ReadAllAsync(SkippedRows skipped, CancellationToken cancellation)
    {
        List<CorpusRow> rows = [];
        await foreach (CorpusRow row in ReadAsync(skipped, cancellation).ConfigureAwait(false))
            rows.Add(row);
        return rows;
    }

    private string Nothing(long read, long skipped)
    {
        string name = Path == "-" ? "standard input" : Path;
        if (read > 0)
            return $"{name}: no row belongs to the split '{Options.Split}'; check --split.";
        if (skipped > 0 && !Options.SkipBadRows)
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}: none of its {skipped:N0} entries holds a translation to be used.");
        return skipped > 0
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}: all {skipped:N0} rows are bad; read without --skip-bad-rows to see what is wrong with the first.")
            : $"{name}: there is no row in it; expected at least one, beside the header where there is one.";
    }
}
