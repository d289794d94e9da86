namespace NlpTransfer.Torch;

/// <summary>Groups texts of similar lengths into batches, so that little is padded.</summary>
internal static class LengthBatches
{
    /// <summary>Batches, the longest texts first, so that the largest demand on memory comes at once; equal lengths keep their order.</summary>
    /// <param name="lengths">Tokens of each text.</param>
    /// <param name="budget">The largest number of tokens of a batch, padding included; a text longer than that is a batch of its own.</param>
    /// <returns>Indices of texts; each occurs exactly once.</returns>
    internal static IEnumerable<int[]> Of(IReadOnlyList<int> lengths, int budget)
    {
        int[] order = [.. Enumerable.Range(0, lengths.Count).OrderByDescending(i => lengths[i])];
        for (int first = 0; first < order.Length;)
        {
            int count = Math.Clamp(budget / Math.Max(1, lengths[order[first]]), 1, order.Length - first);
            yield return order[first..(first + count)];
            first += count;
        }
    }
}
