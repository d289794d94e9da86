namespace NlpTransfer.Training;

/// <summary>Sequences by language.</summary>
internal sealed class MaskedExamples
{
    private const int ReportEvery = 1000;

    private MaskedExamples(IReadOnlyList<MaskedExample> all, IReadOnlyList<int[]> groups, int split, int leftOut) => (All, Groups, Split, LeftOut) = (all, groups, split, leftOut);

    /// <summary>All sequences.</summary>
    internal IReadOnlyList<MaskedExample> All { get; }

    /// <summary>Which belong to each language, in the order of the languages.</summary>
    internal IReadOnlyList<int[]> Groups { get; }

    /// <summary>Texts that were longer than fits and were cut into several sequences.</summary>
    internal int Split { get; }

    /// <summary>Texts with no token that can be guessed, and pairs that are too long or hold a text that measures.</summary>
    internal int LeftOut { get; }

    /// <summary>Makes the sequences of texts.</summary>
    /// <param name="groups">The texts, a list a language.</param>
    /// <param name="input">Makes sequences.</param>
    /// <param name="progress">Told of texts done.</param>
    /// <param name="cancellation">Stops between texts.</param>
    internal static MaskedExamples OfTexts(IReadOnlyList<IReadOnlyList<string>> groups, MaskedInput input, IProgress<WorkProgress>? progress, CancellationToken cancellation) =>
        Create("tokenizing texts", groups, input.Encode, progress, cancellation);

    /// <summary>Makes the sequences of pairs.</summary>
    /// <param name="groups">The pairs, a list a language.</param>
    /// <param name="apart">Texts that measure.</param>
    /// <param name="input">Makes sequences.</param>
    /// <param name="progress">Told of pairs done.</param>
    /// <param name="cancellation">Stops between pairs.</param>
    internal static MaskedExamples OfPairs(
        IReadOnlyList<PairGroup> groups, IReadOnlySet<string> apart, MaskedInput input, IProgress<WorkProgress>? progress, CancellationToken cancellation) =>
        Create(
            "tokenizing pairs",
            [.. groups.Select(group => group.Pairs)],
            pair => !apart.Contains(pair.Source) && !apart.Contains(pair.Target) && input.Encode(pair.Source, pair.Target) is { } example ? [example] : [],
            progress,
            cancellation);

    private static MaskedExamples Create<T>(
        string phase, IReadOnlyList<IReadOnlyList<T>> groups, Func<T, IEnumerable<MaskedExample>> encode, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var all = new List<MaskedExample>();
        var places = new List<int[]>();
        int done = 0, total = groups.Sum(group => group.Count), split = 0, leftOut = 0;
        foreach (IReadOnlyList<T> group in groups)
        {
            int first = all.Count;
            foreach (T item in group)
            {
                cancellation.ThrowIfCancellationRequested();
                int before = all.Count;
                all.AddRange(encode(item));
                split += all.Count > before + 1 ? 1 : 0;
                leftOut += all.Count == before ? 1 : 0;
                if (++done % ReportEvery == 0)
                    progress?.Report(new WorkProgress(phase, done, total));
            }

            places.Add([.. Enumerable.Range(first, all.Count - first)]);
        }

        return new MaskedExamples(all, places, split, leftOut);
    }
}
