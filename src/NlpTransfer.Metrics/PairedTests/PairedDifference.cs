using MathNet.Numerics.Distributions;

namespace NlpTransfer.Metrics;

/// <summary>The interval of a difference between two accuracies on the same, independent rows.</summary>
public static class PairedDifference
{
    /// <summary>
    /// The adjusted Wald interval (Bonett and Price 2012): one row more is counted for each system, which keeps the level where few rows tell the systems apart
    /// and where plain or resampled intervals come out too short.
    /// </summary>
    /// <param name="counts">The rows that tell the systems apart.</param>
    /// <param name="confidence">Between 0 and 1; default 0.95.</param>
    /// <returns>The interval, within -1 and 1.</returns>
    public static Interval Create(McNemarCounts counts, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(counts.Total, nameof(counts));
        Rows.CheckShare(confidence);
        double n = counts.Total + 2, first = (counts.OnlyFirst + 1) / n, second = (counts.OnlySecond + 1) / n;
        double difference = first - second;
        double half = Normal.InvCDF(0, 1, (1 + confidence) / 2) * Math.Sqrt((first + second - (difference * difference)) / n);
        return new Interval(Math.Max(-1, difference - half), Math.Min(1, difference + half));
    }
}
