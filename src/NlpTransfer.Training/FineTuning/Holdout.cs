namespace NlpTransfer.Training;

/// <summary>Sets rows aside inside the training rows.</summary>
internal static class Holdout
{
    /// <summary>Fewer rows than this are too few to judge an epoch by; then nothing is set aside.</summary>
    internal const int FewestRows = 16;

    /// <summary>Splits by groups drawn at random.</summary>
    /// <param name="groups">The group of each row.</param>
    /// <param name="share">Share of the rows to set aside.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="purpose">Keys the draw.</param>
    /// <returns>Rows to train on, and rows set aside, each in order.</returns>
    internal static (int[] Training, int[] HeldOut) Split(IReadOnlyList<string> groups, double share, ulong seed, string purpose)
    {
        int wanted = (int)Math.Round(groups.Count * share);
        if (wanted < FewestRows)
            return ([.. Enumerable.Range(0, groups.Count)], []);

        var byGroup = groups.Select((group, row) => (group, row)).GroupBy(pair => pair.group, pair => pair.row, StringComparer.Ordinal).Select(rows => rows.ToArray()).ToArray();
        new CounterRandom(seed, $"{purpose}.holdout").Shuffle(byGroup.AsSpan());
        var heldOut = new HashSet<int>();
        foreach (int[] rows in byGroup)
        {
            if (heldOut.Count >= wanted)
                break;
            heldOut.UnionWith(rows);
        }

        return ([.. Enumerable.Range(0, groups.Count).Where(row => !heldOut.Contains(row))], [.. heldOut.Order()]);
    }
}
