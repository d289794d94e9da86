namespace NlpTransfer.Training;

/// <summary>
/// Removes tokens at random: the regulariser that fine-tuning uses in place of dropout. It changes what the encoder reads rather than
/// what it computes, and a shorter sequence costs less.
/// </summary>
internal static class TokenRemoval
{
    /// <summary>Removes each token between the special ones with the given probability; at least one is kept.</summary>
    /// <param name="ids">Ids with special tokens.</param>
    /// <param name="isSpecial">Tells the ids that stay.</param>
    /// <param name="probability">From 0 up to, but not including, 1.</param>
    /// <param name="random">Draws one number for each token that may go.</param>
    internal static int[] Apply(int[] ids, Func<int, bool> isSpecial, double probability, CounterRandom random)
    {
        if (probability <= 0)
            return ids;

        var kept = new List<int>(ids.Length);
        int candidates = 0, survivors = 0, spare = -1, spareAt = 0;
        foreach (int id in ids)
        {
            if (isSpecial(id))
            {
                kept.Add(id);
                continue;
            }

            candidates++;
            if (random.NextDouble() >= probability)
            {
                kept.Add(id);
                survivors++;
            }
            else if (random.NextInt32(candidates) == 0)
            {
                // A uniformly drawn one of those seen so far stands by in case none survives.
                (spare, spareAt) = (id, kept.Count);
            }
        }

        if (candidates > 0 && survivors == 0 && spare >= 0)
            kept.Insert(spareAt, spare);
        return [.. kept];
    }
}
