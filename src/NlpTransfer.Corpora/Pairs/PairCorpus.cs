namespace NlpTransfer.Corpora;

/// <summary>
/// Texts with their translations: a table with a column a language (TSV, CSV, JSON Lines, Parquet), a folder with such a file a split, two files aligned line by line, a
/// translation memory (TMX) or a program's translations (PO).
/// It is read anew, in bounded memory, each time it is asked for.
/// </summary>
public sealed class PairCorpus
{
    private readonly Func<SkippedRows, CancellationToken, IAsyncEnumerable<TextPair>> _read;

    private PairCorpus(string path, IReadOnlyList<string> files, string? source, string? target, Func<SkippedRows, CancellationToken, IAsyncEnumerable<TextPair>> read)
    {
        (Path, Files, SourceLanguage, TargetLanguage) = (path, files, Checked(source), Checked(target));
        _read = read;
    }

    /// <summary>The path as given; two aligned files with a comma between.</summary>
    public string Path { get; }

    /// <summary>The files behind it, in reading order; empty for pairs in memory.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The language of the texts as given, or null where the header is to say.</summary>
    public string? SourceLanguage { get; }

    /// <summary>The language of the translations as given, or null where the header is to say.</summary>
    public string? TargetLanguage { get; }

    /// <summary>Whether a file of this name holds texts with their translations, rather than one side of two aligned files: a table, or PO or TMX.</summary>
    /// <param name="fileName">The name; only its ending counts.</param>
    public static bool HoldsBothSides(string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        return PairFormats.ByExtension(fileName) is not null || CorpusFormats.ByExtension(fileName) is not (null or PlainTextFormat);
    }

    /// <summary>Opens a table, a translation memory (TMX), a program's translations (PO), a folder with one table a split, or standard input (<c>-</c>).</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="sourceLanguage">The language of the texts (BCP-47, ISO 639-3 or FLORES), by which their column is found; null leaves it to the header.</param>
    /// <param name="targetLanguage">The language of the translations; null leaves it to the header.</param>
    /// <param name="options">Columns, limits, bad rows; null for the defaults.</param>
    /// <exception cref="UsageException">A language or the options are at fault; the message lists all faults of the options.</exception>
    /// <exception cref="BadDataException">There is no such file, or the folder holds no corpus.</exception>
    public static PairCorpus Open(string path, string? sourceLanguage = null, string? targetLanguage = null, PairReadOptions? options = null)
    {
        CorpusReadOptions reading = (options ?? new PairReadOptions()).ToCorpusOptions(sourceLanguage, targetLanguage);
        CorpusSource source = CorpusSource.Open(path, targetLanguage, reading);
        return new(path, source.Files, sourceLanguage, targetLanguage, (skipped, cancellation) => source.ReadAsync(skipped, cancellation).Select(row => row.Pair!));
    }

    /// <summary>Opens two plain texts of which line i of one translates line i of the other. A line that is empty in both is no pair.</summary>
    /// <param name="sourcePath">The file of the texts.</param>
    /// <param name="targetPath">The file of the translations.</param>
    /// <param name="sourceLanguage">The language of the texts, or null.</param>
    /// <param name="targetLanguage">The language of the translations, or null.</param>
    /// <param name="options">Limits and bad rows; null for the defaults.</param>
    /// <exception cref="UsageException">The options are at fault or ask for what plain text has not; the message lists all faults.</exception>
    /// <exception cref="BadDataException">One of the files is not there.</exception>
    public static PairCorpus OpenAligned(string sourcePath, string targetPath, string? sourceLanguage = null, string? targetLanguage = null, PairReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(sourcePath);
        ArgumentException.ThrowIfNullOrEmpty(targetPath);
        options ??= new PairReadOptions();
        options.RequireForTwoFiles();
        CorpusReadOptions reading = options.ToCorpusOptions(sourceLanguage, targetLanguage);
        reading.Validate();
        foreach (string path in (string[])[sourcePath, targetPath])
        {
            if (!File.Exists(path))
                throw new BadDataException($"{path}: there is no such file; check the path.");
        }

        var lines = new AlignedLines(sourcePath, targetPath, reading);
        return new($"{sourcePath},{targetPath}", [sourcePath, targetPath], sourceLanguage, targetLanguage, lines.ReadAsync);
    }

    /// <summary>
    /// Opens what the command line names: <c>[LANG=]FILE</c>, where the language is the translations' and the texts' is left to the header,
    /// or <c>[LANG=]FILE,FILE</c> for two aligned files, texts first.
    /// </summary>
    /// <param name="argument">The argument.</param>
    /// <param name="sourceLanguage">The language of the texts, or null.</param>
    /// <param name="options">As in <see cref="Open"/>.</param>
    /// <exception cref="UsageException">The argument names no file, or as in <see cref="Open"/>.</exception>
    /// <exception cref="BadDataException">As in <see cref="Open"/>.</exception>
    public static PairCorpus Parse(string argument, string? sourceLanguage = null, PairReadOptions? options = null)
    {
        DataArgument data = DataArgument.Parse(argument);
        string[] paths = File.Exists(data.Path) || Directory.Exists(data.Path) ? [data.Path] : data.Path.Split(',');
        return paths.Length == 2
            ? OpenAligned(paths[0], paths[1], sourceLanguage, data.Language, options)
            : Open(data.Path, sourceLanguage, data.Language, options);
    }

    /// <summary>Makes a corpus of pairs in memory.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <exception cref="BadDataException">A side of a pair is empty.</exception>
    public static PairCorpus FromPairs(IReadOnlyList<TextPair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        for (int i = 0; i < pairs.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(pairs[i].Source) || string.IsNullOrWhiteSpace(pairs[i].Target))
                throw new BadDataException($"{pairs[i].Position?.ToString() ?? $"pair {i + 1} in memory"}: text or translation is empty; a pair needs both.");
        }

        return new("pairs in memory", [], null, null, (_, _) => pairs.ToAsyncEnumerable());
    }

    /// <summary>Reads the pairs one after the other.</summary>
    /// <param name="skipped">Counts rows that were left out when <see cref="PairReadOptions.SkipBadRows"/> is set; null if nobody wants to know.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="BadDataException">
    /// The file is empty, has no pair, lacks a column, holds a bad row, or two files differ in their number of lines; the message says where and what helps.
    /// </exception>
    public IAsyncEnumerable<TextPair> ReadAsync(SkippedRows? skipped = null, CancellationToken cancellation = default) => _read(skipped ?? new SkippedRows(), cancellation);

    /// <summary>Reads all pairs into memory.</summary>
    /// <param name="skipped">As in <see cref="ReadAsync"/>.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="BadDataException">As in <see cref="ReadAsync"/>.</exception>
    public async Task<IReadOnlyList<TextPair>> ReadAllAsync(SkippedRows? skipped = null, CancellationToken cancellation = default) =>
        await ReadAsync(skipped, cancellation).ToListAsync(cancellation).ConfigureAwait(false);

    private static string? Checked(string? language) => language is null ? null : LanguageTag.Parse(language) is not null ? language : null;
}
