namespace NlpTransfer.LinearModels.Tests;

public class ComplementNaiveBayesTests
{
    [Fact]
    public void Fit_ByHand_IsTheLogOfComplementShares()
    {
        // Two features, two classes: class 0 has counts (3, 1), class 1 has (0, 2); alpha 1.
        var features = new SparseMatrix(2, [0, 2, 3], [0, 1, 1], [3, 1, 2]);
        float[] weights = ComplementNaiveBayes.Fit(features, [0, 1], 2, 1);
        Assert.Equal(-Math.Log(1 / 4.0), weights[0], 1e-6);
        Assert.Equal(-Math.Log(4 / 6.0), weights[1], 1e-6);
        Assert.Equal(-Math.Log(3 / 4.0), weights[2], 1e-6);
        Assert.Equal(-Math.Log(2 / 6.0), weights[3], 1e-6);
    }

    [Fact]
    public void Fit_ClassWithoutRows_IsFinite()
    {
        float[] weights = ComplementNaiveBayes.Fit(new SparseMatrix(1, [0, 1], [0], [1]), [0], 2, 0.1);
        Assert.All(weights, weight => Assert.True(float.IsFinite(weight)));
    }
}
