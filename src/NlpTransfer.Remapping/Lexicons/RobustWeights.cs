namespace NlpTransfer.Remapping;

/// <summary>
/// Weights by how well pairs fit, as in iteratively reweighted least squares: 1 from the median up, falling below it by Tukey's biweight, and 0 beyond the cutoff. The
/// median and the deviation are taken over what counts already, so that nonsense does not widen the scale that it is judged by.
/// </summary>
internal static class RobustWeights
{
    private const double NormalDeviation = 1.4826;

    /// <summary>The factor of each pair.</summary>
    /// <param name="fits">How well each fits; more is better.</param>
    /// <param name="weights">How much each counts now.</param>
    /// <param name="cutoff">Deviations below the median at which a pair is dropped.</param>
    public static double[] Of(double[] fits, double[] weights, double cutoff)
    {
        double median = Median(fits, weights);
        double deviation = NormalDeviation * Median(Array.ConvertAll(fits, fit => Math.Abs(fit - median)), weights);
        return Array.ConvertAll(fits, fit =>
        {
            double gap = Math.Max(0, median - fit) / Math.Max(deviation * cutoff, 1e-12);
            return gap >= 1 ? 0 : (1 - (gap * gap)) * (1 - (gap * gap));
        });
    }

    /// <summary>The smallest value that half of the weight does not exceed.</summary>
    internal static double Median(double[] values, double[] weights)
    {
        double half = weights.Sum() / 2, sum = 0;
        foreach (int i in Enumerable.Range(0, values.Length).OrderBy(i => values[i]).ThenBy(i => i))
        {
            sum += weights[i];
            if (sum >= half && weights[i] > 0)
                return values[i];
        }

        return 0;
    }
}
