namespace NlpTransfer.Corpora;

/// <summary>A corpus split into parts that share no group.</summary>
public sealed class CorpusSplit
{
    private CorpusSplit(IReadOnlyList<CorpusSplitPart> parts) => Parts = parts;

    /// <summary>The parts in the order asked for.</summary>
    public IReadOnlyList<CorpusSplitPart> Parts { get; }

    /// <summary>Splits rows; the same groups, labels and seed give the same parts.</summary>
    /// <param name="rows">The rows, of one language or several.</param>
    /// <param name="options">Parts or folds, and the seed.</param>
    /// <exception cref="UsageException">The options are at fault; the message lists all faults.</exception>
    /// <exception cref="BadDataException">There are fewer groups than parts, or too few for the smallest part.</exception>
    public static CorpusSplit Create(IReadOnlyList<CorpusRow> rows, CorpusSplitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        options ??= new CorpusSplitOptions();
        options.Validate();
        IReadOnlyList<KeyValuePair<string, double>> parts = options.Effective();
        IReadOnlyList<IReadOnlyList<CorpusRow>> languages = [.. rows.GroupBy(r => r.Language ?? "", StringComparer.Ordinal).Select(g => g.ToList())];
        Dictionary<UInt128, int> dealt = Dealing.Deal(languages, [.. parts.Select(p => p.Value)], options.Seed, options.Folds is null ? "split" : "folds");
        ILookup<int, CorpusRow> byPart = rows.ToLookup(r => dealt[GroupKey.Of(r)]);
        CorpusSplitPart[] result = [.. parts.Select((p, i) => Part(p.Key, [.. byPart[i].Select(r => r with { Split = p.Key })]))];
        if (result.FirstOrDefault(p => p.Rows.Count == 0) is { } empty)
            throw new BadDataException($"The part '{empty.Name}' would have no row: there are too few groups for its share; give it a larger one, or give more rows.");
        return new CorpusSplit(result);
    }

    /// <summary>Writes each part to a file of its name in a folder, which must not exist unless <paramref name="overwrite"/> is set.</summary>
    /// <param name="folder">The folder; it is there whole or not at all.</param>
    /// <param name="format">The files' format.</param>
    /// <param name="overwrite">Whether an existing folder is exchanged.</param>
    /// <param name="cancellation">Stops the writing.</param>
    /// <returns>The files, in the order of the parts.</returns>
    /// <exception cref="UsageException">The folder exists.</exception>
    /// <exception cref="BadDataException">A row can't be expressed in the format.</exception>
    public async Task<IReadOnlyList<string>> WriteAsync(string folder, ICorpusFormat format, bool overwrite = false, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(format);
        using AtomicFolder work = AtomicFolder.Create(folder, overwrite);
        List<string> files = [];
        foreach (CorpusSplitPart part in Parts)
        {
            string name = part.Name + format.Extensions[0];
            await CorpusWriter.WriteAsync(Path.Combine(work.WorkPath, name), part.Rows.ToAsyncEnumerable(), format, cancellation: cancellation).ConfigureAwait(false);
            files.Add(Path.Combine(folder, name));
        }

        work.Commit();
        return files;
    }

    private static CorpusSplitPart Part(string name, IReadOnlyList<CorpusRow> rows) => new(
        name,
        rows,
        rows.Select(GroupKey.Of).Distinct().Count(),
        new SortedDictionary<string, int>(rows.GroupBy(r => r.Label ?? "").ToDictionary(g => g.Key, g => g.Count()), StringComparer.Ordinal));
}
