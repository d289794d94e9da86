namespace NlpTransfer.Remapping;

/// <summary>
/// Text as the units that get vectors. Texts are cut into units many at once on all processors and one portion ahead of the training; portions and the
/// order in them do not depend on how many processors there are.
/// </summary>
internal static class TextUnits
{
    private const int PortionTexts = 1024;
    private const int PortionLetters = 1 << 20;

    /// <summary>Cuts texts into units.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="cut">Cuts one; called from several threads.</param>
    /// <param name="cancellation">Stops between portions.</param>
    public static IEnumerable<T[]> Read<T>(IEnumerable<string> texts, Func<string, T> cut, CancellationToken cancellation)
    {
        using IEnumerator<string> source = texts.GetEnumerator();
        Task<T[]> next = Task.Run(() => Cut(source, cut), cancellation);
        try
        {
            while (true)
            {
                T[] portion = next.GetAwaiter().GetResult();
                if (portion.Length == 0)
                    yield break;
                next = Task.Run(() => Cut(source, cut), cancellation);
                yield return portion;
            }
        }
        finally
        {
            // The reader must have stopped before the texts are closed.
            next.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(CancellationToken.None);
        }
    }

    private static T[] Cut<T>(IEnumerator<string> source, Func<string, T> cut)
    {
        List<string> texts = [];
        for (int letters = 0; texts.Count < PortionTexts && letters < PortionLetters && source.MoveNext(); letters += source.Current.Length)
            texts.Add(source.Current);
        var units = new T[texts.Count];
        Parallel.For(0, units.Length, i => units[i] = cut(texts[i]));
        return units;
    }
}
