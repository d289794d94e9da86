namespace NlpTransfer.Training;

/// <summary>Batches of examples without end: pass after pass over all groups, mixed by temperature, in new batches each time.</summary>
/// <typeparam name="TExample">What a batch is made of.</typeparam>
/// <param name="name">Keys what is drawn.</param>
/// <param name="examples">The examples.</param>
/// <param name="length">Tokens of an example.</param>
/// <param name="groups">Which of them belong together, such as those of a language.</param>
/// <param name="temperature">How groups of different sizes are mixed; see <see cref="LanguageMixture"/>.</param>
/// <param name="batchTokens">Tokens of a batch, padding included.</param>
/// <param name="seed">The run's seed.</param>
internal sealed class ExampleStream<TExample>(
    string name, IReadOnlyList<TExample> examples, Func<TExample, int> length, IReadOnlyList<int[]> groups, double temperature, int batchTokens, ulong seed)
{
    private readonly int[] _lengths = [.. examples.Select(length)];

    /// <summary>Batches of the first pass; the others have about as many. 0 where there is no example.</summary>
    internal int BatchesInPass => Pass(0).Count;

    /// <summary>All batches, pass after pass; none where there is no example.</summary>
    internal IEnumerable<TExample[]> Batches()
    {
        for (int pass = 0; ; pass++)
        {
            List<int[]> batches = Pass(pass);
            if (batches.Count == 0)
                yield break;
            foreach (int[] batch in batches)
                yield return [.. batch.Select(place => examples[place])];
        }
    }

    private List<int[]> Pass(int pass)
    {
        int[] order = LanguageMixture.DrawEpoch(groups, temperature, new CounterRandom(seed, $"{name}.order", (ulong)pass));
        return TokenBatches.ForEpoch(_lengths, order, batchTokens, new CounterRandom(seed, $"{name}.batches", (ulong)pass));
    }
}
