namespace NlpTransfer.Metrics;

/// <summary>BLEU from summed counts: lengths of translation and references, matches of each order, n-grams of each order.</summary>
internal sealed class BleuFormula
{
    private const double LogOfZero = -9_999_999_999;

    public BleuFormula(BleuOptions options, ReadOnlySpan<double> sums, bool narrow)
    {
        int orders = options.MaxOrder;
        (HypothesisLength, ReferenceLength) = ((long)sums[0], (long)sums[1]);
        Counts = sums.Slice(2, orders).ToArray();
        Totals = sums.Slice(2 + orders, orders).ToArray();
        Precisions = new double[orders];
        BrevityPenalty = Brevity(HypothesisLength, ReferenceLength);
        // Nothing to smooth where nothing matches.
        if (Counts.Any(static c => c != 0))
            Score = BrevityPenalty * Math.Exp(MeanLog(Fill(options, narrow)));
    }

    public double[] Counts { get; }

    public double[] Totals { get; }

    public double[] Precisions { get; }

    public double BrevityPenalty { get; }

    public long HypothesisLength { get; }

    public long ReferenceLength { get; }

    /// <summary>The score; always in double, as a logarithm of the standard library ends either precision.</summary>
    public Scalar Score { get; }

    private static double Brevity(long length, long reference) => length >= reference ? 1 : length > 0 ? Math.Exp(1 - ((double)reference / length)) : 0;

    /// <summary>Fills in the precisions.</summary>
    /// <returns>The orders that count.</returns>
    private int Fill(BleuOptions options, bool narrow)
    {
        double halving = 1;
        int effective = Precisions.Length;
        for (int n = 0; n < Precisions.Length; n++)
        {
            if (options.Smoothing == BleuSmoothing.AddK && n > 0)
            {
                Counts[n] = (new Scalar(Counts[n], narrow) + options.Smoother).Value;
                Totals[n] = (new Scalar(Totals[n], narrow) + options.Smoother).Value;
            }

            if (Totals[n] == 0)
                break;
            if (options.EffectiveOrder)
                effective = n + 1;
            (Scalar count, Scalar total) = (new(Counts[n], narrow), new(Totals[n], narrow));
            Scalar hundred = 100;
            if (Counts[n] != 0)
                Precisions[n] = (hundred * count / total).Value;
            else if (options.Smoothing == BleuSmoothing.Exponential)
                Precisions[n] = (hundred / ((halving *= 2) * total)).Value;
            else if (options.Smoothing == BleuSmoothing.Floor)
                Precisions[n] = (hundred * options.Smoother / total).Value;
        }

        return effective;
    }

    private double MeanLog(int orders)
    {
        double sum = 0;
        foreach (double precision in Precisions.AsSpan(0, orders))
            sum += precision == 0 ? LogOfZero : Math.Log(precision);
        return sum / orders;
    }
}
