using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>
/// Draws a row at random with the mean and the deviation of the old matrix, for tokens that nothing is known of. The draw is a sparse combination of old rows, so that it stands
/// in the plan like any other: some old tokens drawn at random, with random weights of either sign that sum to one and whose squares sum to one. The first keeps the mean of
/// the old matrix, the second its covariance, exactly; and mixing several makes the row nearly normal. Output rows and their bias are drawn alike, by the same weights.
/// </summary>
/// <remarks>A token's draw follows from seed and text alone, so it stays when tokens around it change.</remarks>
public sealed class RandomInitializer : IRemapInitializer
{
    private readonly RandomOptions _options;

    /// <summary>Makes the initialiser.</summary>
    /// <param name="options">How rows are drawn; null for the defaults.</param>
    /// <exception cref="UsageException">The options are at fault; all faults are named.</exception>
    public RandomInitializer(RandomOptions? options = null)
    {
        _options = options ?? new RandomOptions();
        _options.Validate();
    }

    /// <inheritdoc/>
    public string Name => "random";

    /// <inheritdoc/>
    public string Evidence => "nothing is known of it: drawn with the mean and deviation of the old rows";

    /// <inheritdoc/>
    public IEnumerable<RemapRow> Express(RemapContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        int[] ordinary = OrdinaryTokens.Of(context.Old);
        if (ordinary.Length == 0)
            yield break;
        foreach (int token in context.Tokens)
        {
            cancellation.ThrowIfCancellationRequested();
            var random = new CounterRandom(_options.Seed, $"remap.random.{context.New.IdToToken(token)}", context.New.IdToToken(token) is null ? (ulong)token : 0);
            foreach (RemapRow row in Draw(random, ordinary, token))
                yield return row;
        }
    }

    private IEnumerable<RemapRow> Draw(CounterRandom random, int[] ordinary, int token)
    {
        var drawn = new SortedSet<int>();
        while (drawn.Count < Math.Min(_options.Tokens, ordinary.Length))
            drawn.Add(ordinary[random.NextInt32(ordinary.Length)]);
        double[] weights = Weights(random, drawn.Count);
        return drawn.Select((old, place) => new RemapRow(token, old, (float)weights[place], Name));
    }

    /// <summary>A random point of the sphere of radius one in the plane of the weights that sum to one.</summary>
    private static double[] Weights(CounterRandom random, int count)
    {
        double[] draws = [.. Enumerable.Range(0, count).Select(_ => random.NextGaussian())];
        double mean = draws.Average();
        double length = Math.Sqrt(draws.Sum(draw => (draw - mean) * (draw - mean)));
        double radius = Math.Sqrt(1 - (1.0 / count));
        return [.. draws.Select(draw => (1.0 / count) + (length > 0 ? radius * (draw - mean) / length : 0))];
    }
}
