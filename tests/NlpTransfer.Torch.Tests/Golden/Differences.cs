namespace NlpTransfer.Torch.Tests;

/// <summary>Distances between what is computed and what is expected.</summary>
internal static class Differences
{
    /// <summary>The largest absolute difference.</summary>
    internal static double Largest(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = 0;
        for (int i = 0; i < actual.Length; i++)
            largest = Math.Max(largest, double.IsFinite(actual[i]) ? Math.Abs((double)actual[i] - expected[i]) : double.PositiveInfinity);
        return largest;
    }

    /// <summary>The largest absolute difference as a share of the largest expected value.</summary>
    internal static double Relative(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        double scale = 0;
        foreach (float value in expected)
            scale = Math.Max(scale, Math.Abs(value));
        return Largest(actual, expected) / scale;
    }
}
