namespace NlpTransfer.Metrics;

/// <summary>A score with its interval and the number of rows it rests on.</summary>
/// <param name="Value">The score.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="N">Rows.</param>
public readonly record struct Score(double Value, double Low, double High, long N)
{
    /// <summary>A value with the interval it was found to have.</summary>
    public static Score Create(double value, Interval interval, long n) => new(value, interval.Low, interval.High, n);
}
