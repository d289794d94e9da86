namespace NlpTransfer.Evaluation.Tests;

public sealed class MajorityClassifierTests
{
    [Fact]
    public async Task ClassifyAsync_Counts_GivesShares()
    {
        var majority = new MajorityClassifier(["b", "a", "b", "b"]);
        IReadOnlyList<TextClassification> results = await majority.ClassifyAsync(["x", "y"]);

        Assert.Equal(["a", "b"], majority.Labels);
        Assert.Equal(2, results.Count);
        Assert.Equal(1, results[0].Best);
        Assert.Equal(Math.Log(0.75), results[1].LogProbabilities[1], 1e-15);
    }

    [Fact]
    public void Constructor_NoLabels_BadData() =>
        Assert.Equal(
            "There are no labels to find the most frequent of; give at least one labelled row.",
            Assert.Throws<BadDataException>(() => new MajorityClassifier([])).Message);
}
