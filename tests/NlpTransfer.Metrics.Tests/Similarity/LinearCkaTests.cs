namespace NlpTransfer.Metrics.Tests;

public sealed class LinearCkaTests
{
    private static readonly double[][] Points = [[1, 0], [0, 2], [-1, 1], [3, -2]];

    [Fact]
    public void Compute_RotatedScaledShifted_One()
    {
        double[][] other = [.. Points.Select(p => new[] { (-3 * p[1]) + 5, (3 * p[0]) - 7 })];

        Assert.Equal(1, LinearCka.Compute(Points, other), 1e-12);
    }

    [Fact]
    public void Compute_Unrelated_Zero() =>
        Assert.Equal(0, LinearCka.Compute([[1], [-1], [1], [-1]], [[1], [1], [-1], [-1]]), 1e-12);

    [Fact]
    public void Compute_OtherWidths_Symmetric()
    {
        double[][] other = [[1, 2, 3], [0, 1, 0], [2, 2, 1], [1, 0, 1]];

        Assert.Equal(LinearCka.Compute(Points, other), LinearCka.Compute(other, Points), 1e-12);
    }

    [Fact]
    public void Compute_AllVectorsEqual_NotANumber() => Assert.True(double.IsNaN(LinearCka.Compute(Points, [[1], [1], [1], [1]])));

    [Fact]
    public void Compute_RowsOfOtherWidth_NamesRow() =>
        Assert.StartsWith("row 1 has 1 values, row 0 has 2", Assert.Throws<ArgumentException>(() => LinearCka.Compute([[1, 2], [1]], [[1], [2]])).Message, StringComparison.Ordinal);
}
