namespace NlpTransfer.Cli.Infrastructure;

/// <summary>Finds what a misspelt word was meant to be.</summary>
internal static class Nearest
{
    /// <summary>The candidate with the fewest edits, or null where none is near enough to be meant.</summary>
    internal static string? Of(string word, IEnumerable<string> candidates)
    {
        string? best = null;
        int fewest = Math.Max(2, word.Length / 3) + 1;
        foreach (string candidate in candidates)
        {
            int edits = Edits(word, candidate);
            // A beginning is likelier than a slip of the same length: "eval" means "evaluate".
            if (word.Length >= 3 && candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                edits = 1;
            if (edits < fewest)
                (best, fewest) = (candidate, edits);
        }

        return best;
    }

    /// <summary>Insertions, deletions, exchanges and swaps of neighbours that make one word of the other (optimal string alignment).</summary>
    private static int Edits(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            table[i, 0] = i;
        for (int j = 0; j <= b.Length; j++)
            table[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int change = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                int least = Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    least = Math.Min(least, table[i - 2, j - 2] + 1);
                table[i, j] = least;
            }
        }

        return table[a.Length, b.Length];
    }
}
