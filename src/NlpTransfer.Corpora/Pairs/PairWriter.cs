namespace NlpTransfer.Corpora;

/// <summary>Writes pairs to a table with a column a language, whole or not at all.</summary>
public static class PairWriter
{
    /// <summary>Writes pairs so that <see cref="PairCorpus.Open"/> gives them back. The columns are named by the first pair's languages, or <c>source</c> and <c>target</c>.</summary>
    /// <param name="path">The goal, or <c>-</c> for standard output.</param>
    /// <param name="pairs">The pairs.</param>
    /// <param name="format">The format; null takes it from the extension. Standard output needs one.</param>
    /// <param name="overwrite">Whether an existing file is replaced.</param>
    /// <param name="cancellation">Stops the writing; no file is left.</param>
    /// <exception cref="UsageException">The file exists, nothing tells its format, or the format has no columns.</exception>
    /// <exception cref="BadDataException">A pair can't be read or can't be expressed in the format, or there is none.</exception>
    public static async Task WriteAsync(string path, IAsyncEnumerable<TextPair> pairs, ICorpusFormat? format = null, bool overwrite = false, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        if ((format ?? CorpusFormats.ByExtension(path)) is PlainTextFormat)
            throw new UsageException($"{path}: plain text has no columns for text and translation; write tsv, csv, jsonl or parquet.");
        IAsyncEnumerator<TextPair> source = pairs.GetAsyncEnumerator(cancellation);
        await using var owner = source.ConfigureAwait(false);
        if (!await source.MoveNextAsync().ConfigureAwait(false))
            throw new BadDataException($"{path}: there is no pair to write.");
        string[] names = [source.Current.SourceLanguage ?? "source", source.Current.TargetLanguage ?? "target"];
        if (names[0] == names[1])
            names = ["source", "target"];
        await CorpusWriter.WriteAsync(path, Rows(source, names), format, new CorpusWriteOptions { Columns = names, Pairs = true }, overwrite, cancellation).ConfigureAwait(false);
    }

    private static async IAsyncEnumerable<CorpusRow> Rows(IAsyncEnumerator<TextPair> pairs, string[] names)
    {
        do
        {
            TextPair pair = pairs.Current;
            yield return new CorpusRow(pair.Source) { Position = pair.Position, Other = [new(names[0], pair.Source), new(names[1], pair.Target)] };
        }
        while (await pairs.MoveNextAsync().ConfigureAwait(false));
    }
}
