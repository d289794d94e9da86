namespace NlpTransfer.Tokenization;

/// <summary>
/// Divides the words among a fixed number of tallies, so that sums come out the same with any number of threads.
/// </summary>
internal static class WordParts
{
    public const int Count = 8;

    /// <summary>Runs a piece of work for each range of words.</summary>
    /// <param name="words">The words; ranges hold about as many symbols each.</param>
    /// <param name="threads">Threads at most.</param>
    /// <param name="work">Gets the number of the range, its first word and its end.</param>
    /// <param name="cancellationToken">Stops between ranges.</param>
    public static void Run(TrainingWords words, int threads, Action<int, int, int> work, CancellationToken cancellationToken)
    {
        var bounds = new int[Count + 1];
        for (int part = 1; part <= Count; part++)
        {
            int place = Array.BinarySearch(words.Starts, (int)((long)words.Symbols.Length * part / Count));
            bounds[part] = Math.Min(words.Count, place >= 0 ? place : ~place);
        }

        Parallel.For(
            0, Count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, part => work(part, bounds[part], bounds[part + 1]));
    }
}
