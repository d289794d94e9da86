using MathNet.Numerics;

namespace NlpTransfer.Metrics;

/// <summary>McNemar's exact test of two systems on the same rows: whether the rows that only one gets right fall to both alike (McNemar 1947, binomial form).</summary>
public static class McNemar
{
    /// <summary>The two-sided p-value: twice the smaller tail of Binomial(n, 1/2) over the rows that tell the systems apart, at most 1.</summary>
    /// <param name="onlyFirst">Rows that only the first system gets right.</param>
    /// <param name="onlySecond">Rows that only the second system gets right.</param>
    public static double Exact(int onlyFirst, int onlySecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyFirst);
        ArgumentOutOfRangeException.ThrowIfNegative(onlySecond);
        return Math.Min(1, 2 * Tail(Math.Min(onlyFirst, onlySecond), onlyFirst + onlySecond, 0.5));
    }

    /// <summary>The test on what each system got right.</summary>
    /// <param name="first">Whether the first system is right, a row each.</param>
    /// <param name="second">Whether the second system is right, in the same order.</param>
    /// <exception cref="ArgumentException">There are no rows, or the lengths differ.</exception>
    public static McNemarCounts Count(ReadOnlySpan<bool> first, ReadOnlySpan<bool> second)
    {
        Rows.Check(first.Length, second.Length);
        int onlyFirst = 0, onlySecond = 0;
        for (int i = 0; i < first.Length; i++)
        {
            onlyFirst += first[i] && !second[i] ? 1 : 0;
            onlySecond += second[i] && !first[i] ? 1 : 0;
        }

        return new McNemarCounts(onlyFirst, onlySecond, first.Length);
    }

    /// <summary>P(X &lt;= <paramref name="k"/>) of Binomial(<paramref name="n"/>, <paramref name="p"/>), 0 &lt; p &lt; 1: summed from the largest term on, so no term is lost.</summary>
    internal static double Tail(int k, int n, double p)
    {
        if (k < 0)
            return 0;
        if (k >= n)
            return 1;
        int mode = Math.Min(k, (int)((n + 1) * p));
        double odds = p / (1 - p), down = 1, up = 1, sum = 1;
        for (int i = mode; i > 0; i--)
            sum += down *= i / ((n - i + 1) * odds);
        for (int i = mode; i < k; i++)
            sum += up *= (n - i) * odds / (i + 1);
        double log = LogBinomial(n, mode) + (mode * Math.Log(p)) + ((n - mode) * Math.Log(1 - p));
        return Math.Min(1, Math.Exp(log) * sum);
    }

    private static double LogBinomial(int n, int k) =>
        n <= 60 ? Math.Log(SpecialFunctions.Binomial(n, k)) : SpecialFunctions.BinomialLn(n, k);
}
