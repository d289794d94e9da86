namespace NlpTransfer.Corpora;

/// <summary>
/// Deals groups to parts of given sizes: groups in random order, the largest first, label by label, each to the part that lacks most of the label and, where
/// that is even, most rows.
/// </summary>
internal static class Dealing
{
    private sealed record Group(UInt128 Key, string Label, int Size);

    /// <summary>Assigns each group a part.</summary>
    /// <param name="corpora">The rows; a group's size is its largest number of rows in one of them, so that adding a language with the same groups changes nothing.</param>
    /// <param name="fractions">The parts' shares, summing to 1.</param>
    /// <param name="seed">The seed of the shuffle.</param>
    /// <param name="purpose">The purpose of the random stream.</param>
    /// <exception cref="BadDataException">There are fewer groups than parts.</exception>
    public static Dictionary<UInt128, int> Deal(IReadOnlyList<IReadOnlyList<CorpusRow>> corpora, double[] fractions, ulong seed, string purpose)
    {
        Group[] groups = Groups(corpora);
        if (groups.Length < fractions.Length)
        {
            throw new BadDataException(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"The rows make only {groups.Length} groups, too few for {fractions.Length} parts; give more rows, or ask for fewer parts."));
        }

        new CounterRandom(seed, purpose).Shuffle(groups.AsSpan());
        Dictionary<UInt128, int> parts = new(groups.Length);
        double[] rows = new double[fractions.Length];
        double done = 0;
        foreach (IGrouping<string, Group> label in groups.GroupBy(g => g.Label).OrderByDescending(g => g.Sum(x => x.Size)).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            double[] ofLabel = new double[fractions.Length];
            double dealt = 0;
            foreach (Group group in label.OrderByDescending(g => g.Size))
            {
                dealt += group.Size;
                done += group.Size;
                int part = Neediest(fractions, ofLabel, dealt, rows, done);
                parts[group.Key] = part;
                ofLabel[part] += group.Size;
                rows[part] += group.Size;
            }
        }

        return parts;
    }

    private static int Neediest(double[] fractions, double[] ofLabel, double dealt, double[] rows, double done)
    {
        int best = 0;
        for (int i = 1; i < fractions.Length; i++)
        {
            double label = (fractions[i] * dealt) - ofLabel[i] - ((fractions[best] * dealt) - ofLabel[best]);
            double all = (fractions[i] * done) - rows[i] - ((fractions[best] * done) - rows[best]);
            if (label > 1e-9 || (label > -1e-9 && all > 1e-9))
                best = i;
        }

        return best;
    }

    private static Group[] Groups(IReadOnlyList<IReadOnlyList<CorpusRow>> corpora)
    {
        Dictionary<UInt128, int> sizes = [];
        Dictionary<UInt128, SortedDictionary<string, int>> labels = [];
        foreach (IReadOnlyList<CorpusRow> corpus in corpora)
        {
            Dictionary<UInt128, int> here = [];
            foreach (CorpusRow row in corpus)
            {
                UInt128 key = GroupKey.Of(row);
                here[key] = here.GetValueOrDefault(key) + 1;
                if (!labels.TryGetValue(key, out SortedDictionary<string, int>? counts))
                    labels[key] = counts = new(StringComparer.Ordinal);
                string label = row.Label ?? "";
                counts[label] = counts.GetValueOrDefault(label) + 1;
            }

            foreach ((UInt128 key, int size) in here)
                sizes[key] = Math.Max(sizes.GetValueOrDefault(key), size);
        }

        return [.. sizes.OrderBy(s => s.Key).Select(s => new Group(s.Key, labels[s.Key].MaxBy(l => l.Value).Key, s.Value))];
    }
}
