namespace NlpTransfer.Training;

/// <summary>
/// Groups examples into batches by a token budget, padding included. Examples of similar length share a batch, so that little is padded,
/// while the windows that are sorted, and the order of the batches, are shuffled anew each epoch.
/// </summary>
internal static class TokenBatches
{
    /// <summary>Windows hold this many times the examples of an average batch.</summary>
    private const int WindowBatches = 12;

    /// <summary>Batches for one epoch of training.</summary>
    /// <param name="lengths">Tokens of each example, special tokens included.</param>
    /// <param name="order">The examples of this epoch in random order; an example may occur more than once.</param>
    /// <param name="budget">The largest number of tokens of a batch, padding included; an example longer than that is a batch of its own.</param>
    /// <param name="random">Shuffles the batches.</param>
    /// <returns>Example indices, a list a batch; every entry of <paramref name="order"/> occurs exactly once.</returns>
    internal static List<int[]> ForEpoch(IReadOnlyList<int> lengths, IReadOnlyList<int> order, int budget, CounterRandom random)
    {
        if (order.Count == 0)
            return [];

        double meanLength = Math.Max(1, order.Average(index => lengths[index]));
        int window = Math.Max(1, (int)(WindowBatches * budget / meanLength));
        var batches = new List<int[]>();
        for (int start = 0; start < order.Count; start += window)
        {
            int[] members = [.. order.Skip(start).Take(window)];
            Fill(batches, lengths, members, budget);
        }

        int[][] shuffled = [.. batches];
        random.Shuffle(shuffled.AsSpan());
        return [.. shuffled];
    }

    private static void Fill(List<int[]> batches, IReadOnlyList<int> lengths, int[] members, int budget)
    {
        // A stable sort: equal lengths keep the window's random order.
        int[] sorted = [.. members.OrderBy(index => lengths[index])];
        int first = 0;
        for (int next = 1; next <= sorted.Length; next++)
        {
            bool full = next == sorted.Length || (long)lengths[sorted[next]] * (next + 1 - first) > budget;
            if (!full)
                continue;
            batches.Add(sorted[first..next]);
            first = next;
        }
    }
}
