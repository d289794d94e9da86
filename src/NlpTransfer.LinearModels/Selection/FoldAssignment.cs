namespace NlpTransfer.LinearModels;

/// <summary>Deals rows into folds: whole groups, each label as evenly as that allows.</summary>
internal static class FoldAssignment
{
    /// <summary>The fold of each row; the same for the same seed.</summary>
    /// <param name="labels">Class of each row.</param>
    /// <param name="groups">Group of each row; null: a row of its own.</param>
    /// <param name="folds">Number of folds.</param>
    /// <param name="seed">Seed of the order in which groups are dealt.</param>
    /// <returns>Folds, and how many there are: fewer than asked where there are fewer groups.</returns>
    public static (int[] Folds, int Count) Assign(ReadOnlySpan<int> labels, ReadOnlySpan<string?> groups, int folds, ulong seed)
    {
        List<int>[] members = Members(groups);
        int count = Math.Min(folds, members.Length);
        int classes = 0;
        foreach (int label in labels)
            classes = Math.Max(classes, label + 1);
        int[] assigned = new int[labels.Length], sizes = new int[count];
        int[,] seen = new int[count, classes];
        int[] order = new CounterRandom(seed, "linear.folds").Permutation(members.Length);

        // The largest groups first, or the last ones would find no room; equals in random order.
        foreach (int group in order.OrderByDescending(group => members[group].Count))
        {
            int best = 0;
            (int Crowd, int Size) least = (int.MaxValue, int.MaxValue);
            for (int fold = 0; fold < count; fold++)
            {
                int crowd = 0;
                foreach (int row in members[group])
                    crowd += seen[fold, labels[row]];
                if ((crowd, sizes[fold]).CompareTo(least) < 0)
                    (best, least) = (fold, (crowd, sizes[fold]));
            }

            foreach (int row in members[group])
            {
                assigned[row] = best;
                seen[best, labels[row]]++;
                sizes[best]++;
            }
        }

        return (assigned, count);
    }

    /// <summary>Rows of each group, groups in the order of their first row.</summary>
    public static List<int>[] Members(ReadOnlySpan<string?> groups)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var members = new List<List<int>>();
        for (int row = 0; row < groups.Length; row++)
        {
            if (groups[row] is { } key && numbers.TryGetValue(key, out int known))
            {
                members[known].Add(row);
                continue;
            }

            if (groups[row] is { } added)
                numbers[added] = members.Count;
            members.Add([row]);
        }

        return [.. members];
    }
}
