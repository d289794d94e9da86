namespace NlpTransfer.Metrics;

/// <summary>The rows that tell two systems apart.</summary>
/// <param name="OnlyFirst">Rows that only the first system gets right.</param>
/// <param name="OnlySecond">Rows that only the second system gets right.</param>
/// <param name="Total">All rows.</param>
public readonly record struct McNemarCounts(int OnlyFirst, int OnlySecond, int Total)
{
    /// <summary>The two-sided p-value of <see cref="McNemar.Exact"/>.</summary>
    public double PValue => McNemar.Exact(OnlyFirst, OnlySecond);

    /// <summary>Accuracy of the first system minus that of the second.</summary>
    public double Difference => (double)(OnlyFirst - OnlySecond) / Total;
}
