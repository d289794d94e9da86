namespace NlpTransfer.Training;

/// <summary>
/// Mixes several groups of examples by temperature: group <c>g</c> of <c>n_g</c> examples is drawn with probability proportional to
/// <c>n_g^(1/T)</c> (Arivazhagan et al. 2019, "Massively multilingual neural machine translation in the wild"). T = 1 keeps the groups'
/// own sizes; large T makes them equal.
/// </summary>
internal static class LanguageMixture
{
    /// <summary>The examples of one epoch, as many as there are in all, in random order.</summary>
    /// <param name="groups">Example indices of each group; empty groups are passed over.</param>
    /// <param name="temperature">T, at least 1.</param>
    /// <param name="random">Draws and shuffles.</param>
    /// <returns>Indices. At T = 1 each example occurs exactly once; above, examples of large groups may be left out and those of small ones repeat.</returns>
    internal static int[] DrawEpoch(IReadOnlyList<int[]> groups, double temperature, CounterRandom random)
    {
        int[][] filled = [.. groups.Where(group => group.Length > 0)];
        int total = filled.Sum(group => group.Length);
        int[] counts = Counts([.. filled.Select(group => group.Length)], temperature, total);
        var drawn = new List<int>(total);
        for (int g = 0; g < filled.Length; g++)
        {
            // Whole passes first, then a random part: no example is drawn twice before every other was drawn once.
            int[] members = [.. filled[g]];
            for (int left = counts[g]; left > 0; left -= members.Length)
            {
                random.Shuffle(members.AsSpan());
                drawn.AddRange(members.AsSpan(0, Math.Min(left, members.Length)));
            }
        }

        int[] order = [.. drawn];
        random.Shuffle(order.AsSpan());
        return order;
    }

    /// <summary>How many examples each group gives to an epoch; the sum is <paramref name="total"/> (largest remainders).</summary>
    internal static int[] Counts(IReadOnlyList<int> sizes, double temperature, int total)
    {
        double[] weights = [.. sizes.Select(size => Math.Pow(size, 1 / temperature))];
        double sum = weights.Sum();
        double[] shares = [.. weights.Select(weight => total * weight / sum)];
        int[] counts = [.. shares.Select(share => (int)Math.Floor(share + 1e-9))];
        int missing = total - counts.Sum();
        foreach (int g in Enumerable.Range(0, shares.Length).OrderByDescending(g => shares[g] - counts[g]).ThenBy(g => g).Take(missing))
            counts[g]++;
        return counts;
    }
}
