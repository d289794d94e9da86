using System.Numerics.Tensors;

namespace NlpTransfer.Metrics;

/// <summary>Confidence against accuracy: whether a probability of 0.8 is right in 8 cases of 10 (Guo et al. 2017).</summary>
public static class Reliability
{
    /// <summary>Sorts rows by their highest probability into ranges of equal width, closed on the right.</summary>
    /// <param name="probabilities">One row a text, one column a class: <c>[rows][classes]</c>, each row summing to 1.</param>
    /// <param name="expected">The class of each row.</param>
    /// <param name="bins">Number of ranges; default 10.</param>
    /// <returns>All ranges in ascending order, empty ones too.</returns>
    /// <exception cref="ArgumentException">There are no rows, lengths differ, a class is out of range or a probability is not between 0 and 1.</exception>
    public static IReadOnlyList<ReliabilityBin> Bins(IReadOnlyList<double[]> probabilities, ReadOnlySpan<int> expected, int bins = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        ProbabilityScores.Check(probabilities, expected);
        var counts = new int[bins];
        var right = new int[bins];
        var confidence = new double[bins];
        for (int i = 0; i < expected.Length; i++)
        {
            int best = TensorPrimitives.IndexOfMax<double>(probabilities[i]);
            double highest = probabilities[i][best];
            int bin = Math.Clamp((int)Math.Ceiling(highest * bins) - 1, 0, bins - 1);
            counts[bin]++;
            confidence[bin] += highest;
            right[bin] += best == expected[i] ? 1 : 0;
        }

        var result = new ReliabilityBin[bins];
        for (int b = 0; b < bins; b++)
        {
            int n = Math.Max(1, counts[b]);
            result[b] = new ReliabilityBin((double)b / bins, (double)(b + 1) / bins, counts[b], confidence[b] / n, (double)right[b] / n);
        }

        return result;
    }

    /// <summary>Expected calibration error: the distance of confidence and accuracy, averaged over the bins' rows; 0 at best, below 1.</summary>
    /// <inheritdoc cref="Bins"/>
    /// <returns>The error.</returns>
    public static double ExpectedError(IReadOnlyList<double[]> probabilities, ReadOnlySpan<int> expected, int bins = 10) =>
        ExpectedError(Bins(probabilities, expected, bins));

    /// <summary>Expected calibration error of bins already made.</summary>
    /// <param name="bins">The bins; at least one holds a row.</param>
    public static double ExpectedError(IReadOnlyList<ReliabilityBin> bins)
    {
        ArgumentNullException.ThrowIfNull(bins);
        double sum = 0;
        long rows = 0;
        foreach (ReliabilityBin bin in bins)
        {
            sum += bin.Count * Math.Abs(bin.Confidence - bin.Accuracy);
            rows += bin.Count;
        }

        return rows == 0 ? throw new ArgumentException("no bin holds a row", nameof(bins)) : sum / rows;
    }
}
