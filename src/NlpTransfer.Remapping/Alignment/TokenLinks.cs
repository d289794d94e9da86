namespace NlpTransfer.Remapping;

/// <summary>
/// Counts which old tokens stand where new ones do: each place of a new token counts 1, shared evenly among the old words that its word is linked to, and within each
/// among its tokens (Remy et al. 2024, "Trans-tokenization and cross-lingual vocabulary transfers").
/// </summary>
internal sealed class TokenLinks(int maximumEntries)
{
    private readonly PairTable _counts = new(maximumEntries);

    /// <summary>Counts one pair's links.</summary>
    public void Add(List<(int Old, int New)> links, List<int>[] oldTokens, List<int>[] newTokens)
    {
        foreach (IGrouping<int, (int Old, int New)> word in links.Where(link => oldTokens[link.Old].Count > 0).GroupBy(link => link.New))
        {
            double share = 1.0 / word.Count();
            foreach ((int old, int @new) in word)
            {
                foreach (int newToken in newTokens[@new])
                {
                    foreach (int oldToken in oldTokens[old])
                        _counts.Add(newToken, oldToken, share / oldTokens[old].Count);
                }
            }
        }
    }

    /// <summary>The table of those that are frequent enough, the largest weights first.</summary>
    public WordAlignmentTable ToTable(ITextTokenizer oldTokenizer, ITextTokenizer newTokenizer, WordAlignmentOptions options)
    {
        var rows = new SortedDictionary<int, List<(int Old, double Count)>>();
        for (int slot = 0; slot < _counts.Capacity; slot++)
        {
            if (!_counts.TryGet(slot, out int @new, out int old))
                continue;
            if (!rows.TryGetValue(@new, out List<(int, double)>? row))
                rows.Add(@new, row = []);
            row.Add((old, _counts.CountAt(slot)));
        }

        return new WordAlignmentTable(rows
            .Where(row => row.Value.Sum(link => link.Count) >= options.MinimumCount - 1e-9)
            .Select(row => (newTokenizer.IdToToken(row.Key)!, Largest(row.Value, oldTokenizer, options))));
    }

    private static IReadOnlyList<AlignedToken> Largest(List<(int Old, double Count)> row, ITextTokenizer tokenizer, WordAlignmentOptions options) =>
        [.. row.OrderByDescending(link => link.Count).ThenBy(link => link.Old).Take(options.MaximumSources).Select(link => new AlignedToken(tokenizer.IdToToken(link.Old)!, link.Count))];
}
