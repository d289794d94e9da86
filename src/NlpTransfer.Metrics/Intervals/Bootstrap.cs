using System.Runtime.InteropServices;

namespace NlpTransfer.Metrics;

/// <summary>
/// Percentile intervals by resampling rows with replacement (Efron and Tibshirani 1993, chapter 13). Rows that belong together, such as
/// translations of one sentence, are drawn together: whole groups are resampled, so the interval is not made too narrow by counting one sentence several times.
/// </summary>
public static class Bootstrap
{
    /// <summary>The interval of any figure.</summary>
    /// <param name="rows">Number of rows; at least 1.</param>
    /// <param name="statistic">Computes the figure from places of rows.</param>
    /// <param name="groups">For each row a number that its group shares, any values; empty where each row stands alone.</param>
    /// <param name="options">Samples, confidence and seed; null for the defaults.</param>
    /// <param name="cancellationToken">Stops between samples.</param>
    public static Interval Create(
        int rows, RowStatistic statistic, ReadOnlySpan<int> groups = default, BootstrapOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        options ??= new BootstrapOptions();
        options.Validate();
        Clusters clusters = Clusters.Create(rows, groups);
        var figures = new double[options.Samples];
        var drawn = new List<int>(rows * 2);
        for (int sample = 0; sample < figures.Length; sample++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var random = new CounterRandom(options.Seed, "bootstrap", (ulong)sample);
            drawn.Clear();
            for (int i = 0; i < clusters.Count; i++)
                drawn.AddRange(clusters.Members(random.NextInt32(clusters.Count)));
            figures[sample] = statistic(CollectionsMarshal.AsSpan(drawn));
        }

        return Percentile(figures, options.Confidence);
    }

    /// <summary>The interval of a mean: as <see cref="Create"/>, from sums instead of places, so that it is quick for many rows.</summary>
    /// <param name="values">One value a row.</param>
    /// <param name="groups">For each row a number that its group shares, any values; empty where each row stands alone.</param>
    /// <param name="options">Samples, confidence and seed; null for the defaults.</param>
    /// <param name="cancellationToken">Stops between samples.</param>
    public static Interval OfMean(
        ReadOnlySpan<double> values, ReadOnlySpan<int> groups = default, BootstrapOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new BootstrapOptions();
        options.Validate();
        Clusters clusters = Clusters.Create(values.Length, groups);
        double[] sums = clusters.Sums(values);
        var figures = new double[options.Samples];
        for (int sample = 0; sample < figures.Length; sample++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var random = new CounterRandom(options.Seed, "bootstrap", (ulong)sample);
            double sum = 0;
            long count = 0;
            for (int i = 0; i < clusters.Count; i++)
            {
                int cluster = random.NextInt32(clusters.Count);
                sum += sums[cluster];
                count += clusters.Members(cluster).Length;
            }

            figures[sample] = sum / count;
        }

        return Percentile(figures, options.Confidence);
    }

    /// <summary>The middle share of the figures, interpolated linearly between neighbours as numpy's percentile does.</summary>
    private static Interval Percentile(double[] figures, double confidence)
    {
        Array.Sort(figures);
        return new Interval(At(figures, (1 - confidence) / 2), At(figures, (1 + confidence) / 2));
    }

    private static double At(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
