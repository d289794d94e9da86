namespace NlpTransfer.Metrics.Tests;

public sealed class CalibrationTests
{
    private static readonly double[][] Probabilities = [[0.9, 0.1], [0.6, 0.4], [0.4, 0.6], [0.2, 0.8]];

    [Fact]
    public void Bins_HandWorked_RightClosed()
    {
        // Confidences 0.9 (right), 0.6 (right), 0.6 (wrong), 0.8 (right).
        IReadOnlyList<ReliabilityBin> bins = Reliability.Bins(Probabilities, [0, 0, 0, 1], 5);

        Assert.Equal(5, bins.Count);
        Assert.Equal(default, bins[0] with { Low = 0, High = 0 });
        Assert.Equal(2, bins[2].Count);
        Assert.Equal((0.6, 0.5), (bins[2].Confidence, bins[2].Accuracy));
        Assert.Equal((1, 0.8, 1.0), (bins[3].Count, bins[3].Confidence, bins[3].Accuracy));
        Assert.Equal((1, 0.9, 1.0), (bins[4].Count, bins[4].Confidence, bins[4].Accuracy));
        Assert.Equal(((2 * 0.1) + 0.2 + 0.1) / 4, Reliability.ExpectedError(bins), 1e-15);
    }

    [Fact]
    public void Brier_HandWorked_SumsOverClasses() =>
        Assert.Equal((0.02 + 0.32 + 0.72 + 0.08) / 4, ProbabilityScores.Brier(Probabilities, [0, 0, 0, 1]), 1e-15);

    [Fact]
    public void LogLoss_HandWorked_Mean() =>
        Assert.Equal(-(Math.Log(0.9) + Math.Log(0.6) + Math.Log(0.4) + Math.Log(0.8)) / 4, ProbabilityScores.LogLoss(Probabilities, [0, 0, 0, 1]), 1e-15);

    [Fact]
    public void LogLoss_ProbabilityZero_StaysFinite() =>
        Assert.Equal(52 * Math.Log(2), ProbabilityScores.LogLoss([[1, 0]], [1]), 1e-12);

    [Fact]
    public void Brier_RowsOfOtherWidth_NamesRow() =>
        Assert.Equal(
            "row 1 has 1 probabilities, row 0 has 2",
            Assert.Throws<ArgumentException>(() => ProbabilityScores.Brier([[0.5, 0.5], [1]], [0, 0])).Message);

    [Fact]
    public void LogLoss_NoProbability_NamesRow() =>
        Assert.Equal(
            "a probability of row 0 is NaN, not between 0 and 1",
            Assert.Throws<ArgumentException>(() => ProbabilityScores.LogLoss([[double.NaN, 0.5]], [0])).Message);

    [Fact]
    public void ExpectedError_AlwaysSureAndRight_Zero() =>
        Assert.Equal(0, Reliability.ExpectedError([[1, 0], [0, 1]], [0, 1]));

    [Fact]
    public void ExpectedError_EmptyBins_Refused() =>
        Assert.Throws<ArgumentException>(() => Reliability.ExpectedError([new ReliabilityBin(0, 1, 0, 0, 0)]));
}
