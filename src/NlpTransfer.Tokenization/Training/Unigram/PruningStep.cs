namespace NlpTransfer.Tokenization;

/// <summary>
/// Chooses the pieces that stay: those whose loss the words would feel most, where a piece that goes is replaced by the best other way to write it (Kudo 2018, section 3.2).
/// </summary>
internal sealed class PruningStep(TrainingWords words, WordLattices lattices, PieceInventory pieces)
{
    /// <summary>Decides about each piece.</summary>
    /// <param name="size">Pieces that stay at most, characters included.</param>
    /// <param name="threads">Threads at most.</param>
    /// <param name="cancellationToken">Stops between parts.</param>
    public bool[] Run(int size, int threads, CancellationToken cancellationToken)
    {
        long[] counts = BestCounts(threads, cancellationToken);
        double sum = counts.Sum();
        var losses = new double[pieces.Count];
        Parallel.For(0, WordParts.Count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, part =>
        {
            var path = new BestPath(pieces.Lengths.Max());
            int first = (int)((long)pieces.Count * part / WordParts.Count);
            int end = (int)((long)pieces.Count * (part + 1) / WordParts.Count);
            for (int piece = Math.Max(first, pieces.Characters); piece < end; piece++)
                losses[piece] = Loss(piece, counts, sum, path);
        });
        int[] candidates = [.. Enumerable.Range(pieces.Characters, pieces.Count - pieces.Characters).Where(piece => !double.IsNaN(losses[piece]))];
        Array.Sort(candidates, (left, right) => losses[left] != losses[right] ? losses[right].CompareTo(losses[left]) : left.CompareTo(right));
        var keep = new bool[pieces.Count];
        keep.AsSpan(0, pieces.Characters).Fill(true);
        foreach (int piece in candidates.Take(Math.Max(0, size - pieces.Characters)))
            keep[piece] = true;
        return keep;
    }

    /// <summary>How often each piece stands in the best way to write the words.</summary>
    private long[] BestCounts(int threads, CancellationToken cancellationToken)
    {
        var counts = new long[WordParts.Count][];
        WordParts.Run(
            words,
            threads,
            (part, first, end) =>
            {
                long[] own = counts[part] = new long[pieces.Count];
                var path = new BestPath(WordCounter.LongestWord + 1);
                for (int word = first; word < end; word++)
                {
                    path.Find(words.Symbols.AsSpan(words.Starts[word]..words.EndOf(word)), lattices, words.Starts[word], pieces.Scores, except: -1);
                    foreach (int piece in path.Pieces)
                        own[piece] += words.Counts[word];
                }
            },
            cancellationToken);
        for (int piece = 0; piece < pieces.Count; piece++)
        {
            for (int part = 1; part < counts.Length; part++)
                counts[0][piece] += counts[part][piece];
        }

        return counts[0];
    }

    /// <summary>How much less probable the words become without a piece; NaN where it is in no best way to write a word, or in none to write itself.</summary>
    private double Loss(int piece, long[] counts, double sum, BestPath path)
    {
        if (counts[piece] == 0)
            return double.NaN;
        int place = pieces.Places[piece];
        double other = path.Find(words.Symbols.AsSpan(place, pieces.Lengths[piece]), lattices, place, pieces.Scores, except: piece);
        if (other > pieces.Scores[piece])
            return double.NaN;
        double count = counts[piece];
        ReadOnlySpan<int> others = path.Pieces;
        double sumAfter = Math.Log(sum + (count * (others.Length - 1)));
        double after = 0;
        foreach (int part in others)
            after += Math.Log(counts[part] + count) - sumAfter;
        return count * (Math.Log(count) - Math.Log(sum) - after);
    }
}
