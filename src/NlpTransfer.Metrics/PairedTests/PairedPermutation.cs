namespace NlpTransfer.Metrics;

/// <summary>
/// A sign-flip permutation test of paired differences: under the hypothesis that two systems are alike, every group's differences might as well have the
/// other sign. Rows of one group, such as translations of one sentence, flip together.
/// </summary>
public static class PairedPermutation
{
    /// <summary>Groups that can be flipped in every way rather than at random.</summary>
    private const int ExactGroups = 14;

    /// <summary>The two-sided p-value of a mean difference of 0.</summary>
    /// <param name="differences">First system minus second, a row each, such as 1, 0 or -1 for right and wrong.</param>
    /// <param name="groups">For each row a number that its group shares, any values; empty where each row stands alone.</param>
    /// <param name="samples">Random flips, 1 or more; default 10,000. Up to 14 groups that differ at all, every flip is counted instead and the value is exact.</param>
    /// <param name="seed">Seed of the flips; default 0.</param>
    /// <param name="cancellationToken">Stops between flips.</param>
    /// <returns>The share of flips at least as extreme as what was seen, which counts as one of them (Phipson and Smyth 2010): never 0.</returns>
    /// <exception cref="ArgumentException">There are no rows, or there are not as many groups as rows.</exception>
    public static double Test(
        ReadOnlySpan<double> differences, ReadOnlySpan<int> groups = default, int samples = 10_000, ulong seed = 0, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        // Groups whose differences cancel change nothing when flipped.
        double[] sums = [.. Clusters.Create(differences.Length, groups).Sums(differences).Where(s => s != 0)];
        double total = 0, scale = 0;
        foreach (double sum in sums)
        {
            total += sum;
            scale += Math.Abs(sum);
        }

        // Sums in another order may differ in the last place; equal ones must count as extreme.
        double threshold = Math.Abs(total) - (1e-12 * scale);
        return sums.Length <= ExactGroups ? Every(sums, threshold) : Random(sums, threshold, samples, seed, cancellationToken);
    }

    private static double Every(double[] sums, double threshold)
    {
        int flips = 1 << sums.Length, extreme = 0;
        for (int flip = 0; flip < flips; flip++)
        {
            double sum = 0;
            for (int i = 0; i < sums.Length; i++)
                sum += (flip >> i & 1) == 0 ? sums[i] : -sums[i];
            extreme += Math.Abs(sum) >= threshold ? 1 : 0;
        }

        return (double)extreme / flips;
    }

    private static double Random(double[] sums, double threshold, int samples, ulong seed, CancellationToken cancellationToken)
    {
        int extreme = 1;
        for (int sample = 0; sample < samples; sample++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var random = new CounterRandom(seed, "permutation", (ulong)sample);
            double sum = 0;
            uint bits = 0;
            for (int i = 0; i < sums.Length; i++)
            {
                bits = i % 32 == 0 ? random.NextUInt32() : bits >> 1;
                sum += (bits & 1) == 0 ? sums[i] : -sums[i];
            }

            extreme += Math.Abs(sum) >= threshold ? 1 : 0;
        }

        return (double)extreme / (samples + 1);
    }
}
