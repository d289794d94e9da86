using System.Runtime.CompilerServices;

namespace NlpTransfer.Corpora;

/// <summary>Rewrites a corpus in another format.</summary>
public static class CorpusConversion
{
    /// <summary>Reads a corpus and writes it, all columns kept if it was opened with <see cref="CorpusReadOptions.KeepOtherColumns"/>.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="path">The goal, or <c>-</c>.</param>
    /// <param name="format">The format; null takes it from the extension.</param>
    /// <param name="options">Which columns to write.</param>
    /// <param name="overwrite">Whether an existing file is replaced.</param>
    /// <param name="progress">Told of rows written.</param>
    /// <param name="cancellation">Stops the work; no file is left.</param>
    /// <exception cref="UsageException">The file exists, or nothing tells its format.</exception>
    /// <exception cref="BadDataException">A row can't be read or can't be expressed in the format.</exception>
    public static async Task<CorpusConversionResult> RunAsync(
        TextCorpus corpus,
        string path,
        ICorpusFormat? format = null,
        CorpusWriteOptions? options = null,
        bool overwrite = false,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        var skipped = new SkippedRows();
        long written = 0;
        await CorpusWriter.WriteAsync(path, Counted(cancellation), format, options, overwrite, cancellation).ConfigureAwait(false);
        return new CorpusConversionResult(path, written, skipped.Total, skipped.ByReason);

        async IAsyncEnumerable<CorpusRow> Counted([EnumeratorCancellation] CancellationToken token)
        {
            await foreach (CorpusRow row in corpus.ReadAsync(skipped, token).ConfigureAwait(false))
            {
                if (++written % 4096 == 0)
                    progress?.Report(new WorkProgress("converting", written, 0));
                yield return row;
            }
        }
    }
}
