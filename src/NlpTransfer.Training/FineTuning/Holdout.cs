namespace NlpTransfer.Training;

/// <summary>Sets rows aside inside the training rows.</summary>
internal static class Holdout
{
    /// <summary>Fewer rows than this are too few to judge an epoch by; then nothing is set aside.</summary>
    internal const int FewestRows = 16;

    /// <summary>
    /// Splits by groups drawn at random. A group's place in the draw depends on its name and the seed alone: where two stages share groups (translations
    /// of the same sentences) both set the same ones aside, so that what judges the second stage was not learnt in the first.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="share">Share of the rows to set aside.</param>
    /// <param name="seed">The run's seed.</param>
    /// <returns>Rows to train on, and rows set aside, each in order. Every label keeps a row to train on.</returns>
    internal static (int[] Training, int[] HeldOut) Split(FineTuningRows rows, double share, ulong seed)
    {
        int wanted = (int)Math.Round(rows.Count * share);
        if (wanted < FewestRows)
            return ([.. Enumerable.Range(0, rows.Count)], []);

        Dictionary<int, int> left = rows.Labels.GroupBy(label => label).ToDictionary(label => label.Key, label => label.Count());
        var heldOut = new HashSet<int>();
        foreach (int[] group in Groups(rows, seed))
        {
            if (heldOut.Count >= wanted)
                break;
            (int Label, int Count)[] taken = [.. group.GroupBy(row => rows.Labels[row]).Select(label => (label.Key, label.Count()))];
            if (taken.Any(label => left[label.Label] <= label.Count))
                continue;
            foreach ((int label, int count) in taken)
                left[label] -= count;
            heldOut.UnionWith(group);
        }

        return ([.. Enumerable.Range(0, rows.Count).Where(row => !heldOut.Contains(row))], [.. heldOut.Order()]);
    }

    private static IEnumerable<int[]> Groups(FineTuningRows rows, ulong seed) => rows.Groups
        .Select((group, row) => (group, row))
        .GroupBy(pair => pair.group, pair => pair.row, StringComparer.Ordinal)
        .OrderBy(group => new CounterRandom(seed, "holdout." + group.Key).NextUInt64())
        .Select(group => group.ToArray());
}
