namespace NlpTransfer.Metrics;

/// <summary>Holm's correction (Holm 1979): keeps the chance of even one false finding among several tests at the level of a single one.</summary>
public static class Holm
{
    /// <summary>Corrects p-values: each may be compared with the wanted level as if it stood alone.</summary>
    /// <param name="pValues">The p-values of all tests of one family.</param>
    /// <returns>The corrected p-values in the same order; none is smaller than it was, none above 1.</returns>
    /// <exception cref="ArgumentException">A value is not between 0 and 1.</exception>
    public static double[] Adjust(IReadOnlyList<double> pValues)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        foreach (double p in pValues)
        {
            if (!(p >= 0 && p <= 1))
                throw new ArgumentException($"{p} is no p-value: it must lie between 0 and 1", nameof(pValues));
        }

        int[] order = [.. Enumerable.Range(0, pValues.Count).OrderBy(i => pValues[i])];
        var adjusted = new double[order.Length];
        double running = 0;
        for (int rank = 0; rank < order.Length; rank++)
        {
            running = Math.Max(running, Math.Min(1, (order.Length - rank) * pValues[order[rank]]));
            adjusted[order[rank]] = running;
        }

        return adjusted;
    }
}
