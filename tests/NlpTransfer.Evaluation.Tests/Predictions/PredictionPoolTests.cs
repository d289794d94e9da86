namespace NlpTransfer.Evaluation.Tests;

public sealed class PredictionPoolTests
{
    private static TextClassification Said(params double[] probabilities) => new([.. probabilities.Select(p => Math.Log(p))]);

    [Fact]
    public void ToPredictions_FoldsWithOtherLabels_PutsThemTogether()
    {
        var pool = new PredictionPool("combined", 3);
        pool.Add([2, 0], ["a", "b"], [Said(0.7, 0.3), Said(0.2, 0.8)]);
        pool.Add([1], ["c", "a"], [Said(0.9, 0.1)]);

        SystemPredictions predictions = pool.ToPredictions();

        Assert.Equal(["b", "c", "a"], predictions.Predicted);
        Assert.Equal(["a", "b", "c"], predictions.Labels!);
        Assert.Equal([0.1, 0, 0.9], predictions.Probabilities![1].Select(p => Math.Round(p, 12)));
        Assert.Equal([0, 0, 0], predictions.CutTokens);
    }

    [Fact]
    public void ToPredictions_RowMissing_Refused()
    {
        var pool = new PredictionPool("combined", 2);
        pool.Add([0], ["a"], [Said(1)]);

        Assert.Equal("row 1 was not predicted by combined", Assert.Throws<InvalidOperationException>(pool.ToPredictions).Message);
    }

    [Fact]
    public void Add_RowTwice_Refused()
    {
        var pool = new PredictionPool("combined", 2);

        Assert.Throws<ArgumentException>(() => pool.Add([0, 0], ["a"], [Said(1), Said(1)]));
    }

    [Fact]
    public void Add_FewerScoresThanLabels_Named() =>
        Assert.Equal(
            "combined gave 1 scores for row 0; it has 2 labels and must give one for each",
            Assert.Throws<NlpTransferException>(() => new PredictionPool("combined", 1).Add([0], ["a", "b"], [Said(1)])).Message);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(0.5)]
    public void Add_NoLogProbability_Named(double score) =>
        Assert.Equal(
            "combined gave row 0 a score that is no log-probability: it must be at most 0",
            Assert.Throws<NlpTransferException>(() => new PredictionPool("combined", 1).Add([0], ["a"], [new TextClassification([score])])).Message);

    [Fact]
    public void Add_FewerResultsThanTexts_Named() =>
        Assert.Equal(
            "combined gave 0 results for 1 texts; it must give one for each",
            Assert.Throws<NlpTransferException>(() => new PredictionPool("combined", 1).Add([0], ["a"], [])).Message);
}
