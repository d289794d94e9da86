using System.Runtime.CompilerServices;

namespace NlpTransfer.Corpora;

/// <summary>One file of a corpus: a path, or <c>-</c> for standard input.</summary>
/// <param name="Path">The path as the user gave it.</param>
/// <param name="Split">The split that rows belong to which name none themselves.</param>
internal sealed record CorpusFile(string Path, string? Split)
{
    private const string StandardStream = "-";

    public string Name => Path == StandardStream ? "standard input" : Path;

    public bool IsStandardInput => Path == StandardStream;

    /// <summary>Reads the rows.</summary>
    public async IAsyncEnumerable<CorpusRow> ReadAsync(CorpusReadOptions options, SkippedRows skipped, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Stream input = Open();
        await using (input.ConfigureAwait(false))
        {
            byte[] head = new byte[CorpusFormats.HeadLength];
            int length = await input.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
            // What is typed or piped in without a header that tells otherwise is a text a line.
            IPairFormat? pairs = options.Pair is null ? null : PairFormats.Tell(head.AsSpan(0, length), IsStandardInput ? null : Path, options.Format);
            ICorpusFormat? otherwise = IsStandardInput && !options.RequireLabels && options.Pair is null ? CorpusFormats.Named("text") : null;
            ICorpusFormat? format = pairs is not null ? null : CorpusFormats.Tell(head.AsSpan(0, length), IsStandardInput ? null : Path, options.Format, otherwise);
            Stream whole = input;
            if (input.CanSeek)
                input.Position = 0;
            else
                whole = new HeadedStream(head.AsMemory(0, length), input);
            IAsyncEnumerable<CorpusRow> rows = format?.ReadAsync(whole, Name, options, skipped, cancellation) ?? pairs!.ReadRowsAsync(whole, Name, options, skipped, cancellation);
            await foreach (CorpusRow row in rows.ConfigureAwait(false))
                yield return row.Split is null && Split is not null ? row with { Split = Split } : row;
        }
    }

    /// <summary>Opens the file.</summary>
    /// <exception cref="BadDataException">It is not there, or can't be read.</exception>
    public Stream Open()
    {
        if (IsStandardInput)
            return Console.OpenStandardInput();
        try
        {
            return new FileStream(Path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read, Options = FileOptions.SequentialScan });
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadDataException($"{Path}: there is no such file; check the path.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadDataException($"{Path}: the file can't be opened ({e.Message.TrimEnd('.')}).", e);
        }
    }
}
