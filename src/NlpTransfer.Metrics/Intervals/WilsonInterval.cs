using MathNet.Numerics.Distributions;

namespace NlpTransfer.Metrics;

/// <summary>The score interval of a proportion (Wilson 1927): holds its level for few rows and near 0 and 1, and never leaves them.</summary>
public static class WilsonInterval
{
    /// <summary>The interval of <paramref name="successes"/> out of <paramref name="n"/>.</summary>
    /// <param name="successes">Rows that succeeded.</param>
    /// <param name="n">All rows; at least 1.</param>
    /// <param name="confidence">Between 0 and 1; default 0.95.</param>
    public static Interval Create(long successes, long n, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, n);
        Rows.CheckShare(confidence);
        double z = Normal.InvCDF(0, 1, (1 + confidence) / 2);
        double share = (double)successes / n;
        double centre = share + (z * z / (2 * n));
        double half = z * Math.Sqrt((share * (1 - share) / n) + (z * z / (4.0 * n * n)));
        double scale = 1 + (z * z / n);

        // At the ends the exact bound is 0 or 1; rounding would miss it by a unit in the last place.
        return new Interval(
            successes == 0 ? 0 : Math.Max(0, (centre - half) / scale),
            successes == n ? 1 : Math.Min(1, (centre + half) / scale));
    }

    /// <summary>A proportion as a score.</summary>
    /// <inheritdoc cref="Create"/>
    public static Score Score(long successes, long n, double confidence = 0.95) =>
        Metrics.Score.Create((double)successes / n, Create(successes, n, confidence), n);
}
