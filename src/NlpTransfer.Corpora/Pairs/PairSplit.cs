using System.Globalization;

namespace NlpTransfer.Corpora;

/// <summary>A corpus of pairs split into parts, near-duplicates of either side on one side.</summary>
public sealed class PairSplit
{
    private PairSplit(IReadOnlyList<PairSplitPart> parts) => Parts = parts;

    /// <summary>The parts in the order asked for.</summary>
    public IReadOnlyList<PairSplitPart> Parts { get; }

    /// <summary>Splits pairs; the same pairs and seed give the same parts.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="options">Parts or folds, and the seed; null for the defaults.</param>
    /// <param name="near">What counts as nearly the same; null for the defaults.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="UsageException">The options are at fault.</exception>
    /// <exception cref="BadDataException">There are fewer groups than parts, or too few for the smallest part.</exception>
    public static PairSplit Create(IReadOnlyList<TextPair> pairs, CorpusSplitOptions? options = null, LeakageIndexOptions? near = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        near ??= new LeakageIndexOptions();
        near.Validate();
        int[] groups = NearPairs.Group(pairs, near.NearContainment, cancellation);
        var split = CorpusSplit.Create([.. pairs.Select((pair, i) => new CorpusRow(pair.Source) { Group = groups[i].ToString(CultureInfo.InvariantCulture), Pair = pair })], options);
        return new PairSplit([.. split.Parts.Select(part => new PairSplitPart(part.Name, [.. part.Rows.Select(row => row.Pair!)], part.Groups))]);
    }

    /// <summary>Writes each part to a file of its name in a folder, which must not exist unless <paramref name="overwrite"/> is set.</summary>
    /// <param name="folder">The folder; it is there whole or not at all.</param>
    /// <param name="format">The files' format.</param>
    /// <param name="overwrite">Whether an existing folder is exchanged.</param>
    /// <param name="cancellation">Stops the writing.</param>
    /// <returns>The files, in the order of the parts.</returns>
    /// <exception cref="UsageException">The folder exists, or the format has no columns.</exception>
    /// <exception cref="BadDataException">A pair can't be expressed in the format.</exception>
    public async Task<IReadOnlyList<string>> WriteAsync(string folder, ICorpusFormat format, bool overwrite = false, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(format);
        using AtomicFolder work = AtomicFolder.Create(folder, overwrite);
        List<string> files = [];
        foreach (PairSplitPart part in Parts)
        {
            string name = part.Name + format.Extensions[0];
            await PairWriter.WriteAsync(Path.Combine(work.WorkPath, name), part.Pairs.ToAsyncEnumerable(), format, cancellation: cancellation).ConfigureAwait(false);
            files.Add(Path.Combine(folder, name));
        }

        work.Commit();
        return files;
    }
}
