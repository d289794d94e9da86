namespace NlpTransfer.Metrics;

/// <summary>Scores of resampled corpora as a numpy array holds them: float32 where every one of them is, else double.</summary>
internal sealed class ScalarArray
{
    private readonly double[] _values;
    private readonly bool _narrow;

    public ScalarArray(Scalar[] values)
        : this([.. values.Select(static v => v.Value)], values.All(static v => v.Narrow))
    {
    }

    private ScalarArray(double[] values, bool narrow) => (_values, _narrow) = (values, narrow);

    public double this[int index] => _values[index];

    /// <summary>The values in rising order.</summary>
    public ScalarArray Sorted() => new([.. _values.Order()], _narrow);

    /// <summary>Absolute differences, value by value.</summary>
    public ScalarArray Differences(ScalarArray other)
    {
        bool narrow = _narrow && other._narrow;
        return new([.. _values.Zip(other._values, (a, b) => Math.Abs(Round(a - b, narrow)))], narrow);
    }

    /// <summary>The mean, summed as numpy sums: in halves, down to runs of 128 with eight partial sums.</summary>
    public double Mean() => Round(Sum(_values) / _values.Length, _narrow);

    /// <summary>Half the difference of two values.</summary>
    public double HalfWidth(int low, int high) => 0.5 * Round(_values[high] - _values[low], _narrow);

    /// <summary>How many values, less an amount, are above a limit.</summary>
    public int CountAbove(double limit, double less)
    {
        double bound = Round(limit, _narrow);
        return _values.Count(v => Round(v - less, _narrow) > bound);
    }

    private static double Round(double value, bool narrow) => narrow ? (float)value : value;

    private double Add(double a, double b) => Round(a + b, _narrow);

    private double Sum(ReadOnlySpan<double> values)
    {
        if (values.Length > 128)
        {
            int half = values.Length / 2;
            half -= half % 8;
            return Add(Sum(values[..half]), Sum(values[half..]));
        }

        double total = 0;
        int rest = 0;
        if (values.Length >= 8)
        {
            double[] parts = values[..8].ToArray();
            for (rest = 8; rest + 8 <= values.Length; rest += 8)
            {
                for (int k = 0; k < 8; k++)
                    parts[k] = Add(parts[k], values[rest + k]);
            }

            total = Add(Add(Add(parts[0], parts[1]), Add(parts[2], parts[3])), Add(Add(parts[4], parts[5]), Add(parts[6], parts[7])));
        }

        foreach (double value in values[rest..])
            total = Add(total, value);
        return total;
    }
}
