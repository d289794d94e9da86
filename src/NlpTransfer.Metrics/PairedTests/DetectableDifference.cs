using MathNet.Numerics.Distributions;

namespace NlpTransfer.Metrics;

/// <summary>How small a difference between two systems a set of rows can show.</summary>
public static class DetectableDifference
{
    /// <summary>
    /// The smallest difference in accuracy that the exact test of McNemar finds at a two-sided level with a given power, if as many rows tell the systems
    /// apart as were seen to: with D such rows of n, the difference D (2 p - 1) / n for the smallest share p of them, won by the better system, whose
    /// binomial chance of a p-value at or below the level reaches the power.
    /// </summary>
    /// <remarks>Where D is too small for any outcome to be significant (below 6 at 5 %), the smallest D that is not stands in for it.</remarks>
    /// <param name="discordant">D: rows that exactly one of both systems gets right.</param>
    /// <param name="rows">n: all rows.</param>
    /// <param name="level">Two-sided level; between 0 and 1, default 0.05.</param>
    /// <param name="power">Wanted chance to find the difference; between 0 and 1, default 0.8.</param>
    /// <returns>The difference as a fraction, or null where these rows are too few to show any.</returns>
    public static double? McNemar(int discordant, int rows, double level = 0.05, double power = 0.8)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(discordant);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(discordant, rows);
        Rows.CheckShare(level);
        Rows.CheckShare(power);
        int d = Math.Max(1, discordant);
        while (Metrics.McNemar.Exact(0, d) > level)
            d++;
        if (d > rows)
            return null;

        // The largest count of the losing system that is still significant.
        int critical = 0;
        while (critical + 1 <= d / 2 && Metrics.McNemar.Exact(critical + 1, d - critical - 1) <= level)
            critical++;
        double low = 0.5, high = 1;
        for (int i = 0; i < 60; i++)
        {
            double p = (low + high) / 2;
            if (p < 1 && Power(d, critical, p) < power)
                low = p;
            else
                high = p;
        }

        return d * ((2 * high) - 1) / rows;
    }

    /// <summary>
    /// The smallest mean difference that a two-sided test finds with a given power, by the normal approximation: the sum of both quantiles times the
    /// standard error of the mean over groups. For rows that come in groups, where McNemar's test does not hold.
    /// </summary>
    /// <param name="differences">First system minus second, a row each.</param>
    /// <param name="groups">For each row a number that its group shares, any values; empty where each row stands alone.</param>
    /// <param name="level">Two-sided level; between 0 and 1, default 0.05.</param>
    /// <param name="power">Wanted chance to find the difference; between 0 and 1, default 0.8.</param>
    /// <returns>The difference, or null where there is one group alone or no difference to judge the spread by.</returns>
    public static double? OfMean(ReadOnlySpan<double> differences, ReadOnlySpan<int> groups = default, double level = 0.05, double power = 0.8)
    {
        Rows.CheckShare(level);
        Rows.CheckShare(power);
        Clusters clusters = Clusters.Create(differences.Length, groups);
        double[] sums = clusters.Sums(differences);
        double mean = sums.Sum() / differences.Length, squares = 0;
        for (int c = 0; c < sums.Length; c++)
        {
            double residual = sums[c] - (clusters.Members(c).Length * mean);
            squares += residual * residual;
        }

        if (sums.Length < 2 || squares == 0)
            return null;
        double error = Math.Sqrt(squares * sums.Length / (sums.Length - 1)) / differences.Length;
        return (Normal.InvCDF(0, 1, 1 - (level / 2)) + Normal.InvCDF(0, 1, power)) * error;
    }

    private static double Power(int d, int critical, double p) =>
        Metrics.McNemar.Tail(critical, d, 1 - p) + Metrics.McNemar.Tail(critical, d, p);
}
