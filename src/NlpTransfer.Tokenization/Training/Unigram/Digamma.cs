namespace NlpTransfer.Tokenization;

/// <summary>The logarithmic derivative of the gamma function.</summary>
internal static class Digamma
{
    /// <summary>
    /// By recurrence up to 7 and the asymptotic series there, to about 1e-9 (Abramowitz and Stegun 1964, 6.3.5 and 6.3.18, about a half).
    /// </summary>
    /// <param name="x">Above zero.</param>
    public static double Of(double x)
    {
        double result = 0;
        for (; x < 7; x++)
            result -= 1 / x;
        double half = x - 0.5;
        double inverse = 1 / (half * half);
        return result + Math.Log(half) + inverse * (1.0 / 24 - inverse * (7.0 / 960 - inverse * (31.0 / 8064 - inverse * (127.0 / 30720))));
    }
}
