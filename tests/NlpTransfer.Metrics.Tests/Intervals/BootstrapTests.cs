using CsCheck;

namespace NlpTransfer.Metrics.Tests;

public sealed class BootstrapTests
{
    private static readonly double[] Values = [.. Enumerable.Range(0, 200).Select(i => i % 4 == 0 ? 0.0 : 1.0)];

    private static double Mean(ReadOnlySpan<int> rows)
    {
        double sum = 0;
        foreach (int row in rows)
            sum += Values[row];
        return sum / rows.Length;
    }

    [Fact]
    public void Create_SameSeed_SameInterval()
    {
        Interval first = Bootstrap.Create(200, Mean, options: new() { Samples = 300, Seed = 7 });

        Assert.Equal(first, Bootstrap.Create(200, Mean, options: new() { Samples = 300, Seed = 7 }));
        Assert.NotEqual(first, Bootstrap.Create(200, Mean, options: new() { Samples = 300, Seed = 8 }));
    }

    [Fact]
    public void Create_Proportion_NearNormalInterval()
    {
        // 0.75 +- 1.96 sqrt(0.75 * 0.25 / 200) = 0.75 +- 0.060.
        Interval interval = Bootstrap.Create(200, Mean, options: new() { Samples = 4_000 });

        Assert.InRange(interval.Low, 0.675, 0.705);
        Assert.InRange(interval.High, 0.795, 0.825);
    }

    [Fact]
    public void OfMean_AnyValues_EqualsCreate() =>
        Gen.Select(Gen.Double[-1, 1], Gen.Int[0, 9]).Array[1, 30].Sample(
            rows =>
            {
                double[] values = [.. rows.Select(r => r.Item1)];
                int[] groups = [.. rows.Select(r => r.Item2)];
                var options = new BootstrapOptions { Samples = 50, Seed = 3 };
                Interval slow = Bootstrap.Create(
                    values.Length,
                    places =>
                    {
                        double sum = 0;
                        foreach (int place in places)
                            sum += values[place];
                        return sum / places.Length;
                    },
                    groups,
                    options);
                Interval quick = Bootstrap.OfMean(values, groups, options);
                Assert.Equal(slow.Low, quick.Low, 1e-12);
                Assert.Equal(slow.High, quick.High, 1e-12);
            },
            iter: 200);

    [Fact]
    public void OfMean_RowsRepeatedFiveTimes_OnlyGroupsKeepTheWidth()
    {
        double[] repeated = [.. Values.SelectMany(v => Enumerable.Repeat(v, 5))];
        int[] groups = [.. Enumerable.Range(0, repeated.Length).Select(i => i / 5)];
        Interval alone = Bootstrap.OfMean(Values);
        Interval grouped = Bootstrap.OfMean(repeated, groups);
        Interval blind = Bootstrap.OfMean(repeated);

        Assert.Equal(alone.Low, grouped.Low, 1e-12);
        Assert.Equal(alone.High, grouped.High, 1e-12);
        Assert.True(blind.High - blind.Low < 0.6 * (alone.High - alone.Low));
    }

    [Fact]
    public void Create_OneRow_IsAPoint() =>
        Assert.Equal(new Interval(1, 1), Bootstrap.Create(1, rows => rows.Length, options: new() { Samples = 10 }));

    [Fact]
    public void Create_NoRows_Refused() =>
        Assert.Equal("there are no rows to score", Assert.Throws<ArgumentException>(() => Bootstrap.Create(0, _ => 0)).Message);

    [Fact]
    public void OfMean_FewerGroupsThanRows_Refused() =>
        Assert.StartsWith("1 groups are given for 2 rows", Assert.Throws<ArgumentException>(() => Bootstrap.OfMean([1, 2], [1])).Message, StringComparison.Ordinal);

    [Fact]
    public void Create_Cancelled_Stops()
    {
        Assert.Throws<OperationCanceledException>(() => Bootstrap.Create(200, Mean, cancellationToken: new CancellationToken(true)));
        Assert.Throws<OperationCanceledException>(() => Bootstrap.OfMean(Values, cancellationToken: new CancellationToken(true)));
        Assert.Throws<OperationCanceledException>(() => PairedPermutation.Test(Values, cancellationToken: new CancellationToken(true)));
    }

    [Fact]
    public void Options_OutOfRange_Refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.OfMean(Values, options: new() { Samples = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.OfMean(Values, options: new() { Confidence = 1 }));
    }

    [Fact]
    public void Options_Confidence_WidensInterval()
    {
        Interval narrow = Bootstrap.OfMean(Values, options: new() { Confidence = 0.5 });
        Interval wide = Bootstrap.OfMean(Values, options: new() { Confidence = 0.99 });
        Assert.True(wide.Low < narrow.Low && narrow.High < wide.High);
    }
}
