namespace NlpTransfer.Remapping;

/// <summary>
/// Where a word's partner is likely to stand: near the diagonal, as exp(-tension x |i/n - j/m|) says, normalised over i (Dyer et al. 2013, "A simple, fast, and
/// effective reparameterization of IBM model 2"). Sums over i are two geometric series, so they cost the same for sentences of any length.
/// </summary>
internal sealed class DiagonalPrior(double tension)
{
    public const double Least = 0.1;
    public const double Most = 14;

    // Ascent on the likelihood in the tension, as in the paper's program.
    private const int Steps = 8;
    private const double StepSize = 20;

    // How often a sentence of m words met one of n.
    private readonly SortedDictionary<(int Given, int Generated), long> _lengths = [];

    /// <summary>The preference now.</summary>
    public double Tension { get; private set; } = tension;

    /// <summary>Counts a pair's lengths, over which <see cref="Learn"/> takes its expectation.</summary>
    public void CountLengths(int given, int generated) => _lengths[(given, generated)] = _lengths.GetValueOrDefault((given, generated)) + 1;

    /// <summary>Fills in the probabilities of the partners of a word.</summary>
    /// <param name="place">The word's place, from 0.</param>
    /// <param name="length">The number of words on its side.</param>
    /// <param name="partners">One probability for each word of the other side.</param>
    public void Fill(int place, int length, Span<double> partners)
    {
        double diagonal = (place + 1.0) / length, sum = 0;
        for (int i = 0; i < partners.Length; i++)
            sum += partners[i] = Math.Exp(-Tension * Distance(i, partners.Length, diagonal));
        foreach (ref double partner in partners)
            partner /= sum;
    }

    /// <summary>How far from the diagonal a word of the other side stands, as a share of its side.</summary>
    public static double Distance(int partner, int partners, double diagonal) => Math.Abs(((partner + 1.0) / partners) - diagonal);

    /// <summary>Moves the tension so that links are expected as far from the diagonal as they were found.</summary>
    /// <param name="meanDistance">The mean distance found, over all generated words (null links counting 0).</param>
    public void Learn(double meanDistance)
    {
        long words = _lengths.Sum(pair => pair.Key.Generated * pair.Value);
        for (int step = 0; step < Steps; step++)
        {
            double expected = 0;
            foreach (((int given, int generated), long count) in _lengths)
            {
                for (int place = 0; place < generated; place++)
                    expected += count * ExpectedDistance((place + 1.0) / generated, given);
            }

            Tension = Math.Clamp(Tension + (StepSize * ((expected / words) - meanDistance)), Least, Most);
        }
    }

    /// <summary>The distance that the prior itself expects.</summary>
    internal double ExpectedDistance(double diagonal, int partners)
    {
        // Partners up to the diagonal, whose distances fall towards it, and those beyond.
        int before = Math.Min(partners, (int)Math.Floor((diagonal * partners) + 1e-9));
        (double lowSum, double lowDistance) = Series(diagonal - ((double)before / partners), before, partners);
        (double highSum, double highDistance) = Series(((before + 1.0) / partners) - diagonal, partners - before, partners);
        return (lowDistance + highDistance) / (lowSum + highSum);
    }

    // Sums of exp(-t d) and d exp(-t d) over d = first, first + 1/n, ... (count of them).
    private (double Sum, double Distance) Series(double first, int count, int partners)
    {
        if (count == 0)
            return (0, 0);
        double ratio = Math.Exp(-Tension / partners), last = Math.Pow(ratio, count), rest = 1 - ratio;
        double sum = (1 - last) / rest;
        double weighted = ratio * (1 - (count * last / ratio) + ((count - 1) * last)) / (rest * rest);
        double start = Math.Exp(-Tension * first);
        return (start * sum, start * ((first * sum) + (weighted / partners)));
    }
}
