namespace NlpTransfer.LinearModels.Tests;

public class LogisticRegressionTests
{
    [Theory]
    [InlineData(2, 0.5)]
    [InlineData(5, 0.5)]
    [InlineData(5, 20)]
    public void Fit_Dense_HasNoSlopeLeft(int classes, double c)
    {
        DenseMatrix rows = Synthetic.Gaussian(90, 12, 4);
        int[] labels = [.. Enumerable.Range(0, 90).Select(i => i % classes)];
        LogisticRegression fitted = LogisticRegression.Fit(new DenseRows(rows), labels, classes, c);
        Assert.InRange(fitted.Gradient, 0, 1e-9);
        Assert.Equal(0, fitted.Weights.Sum(), 1e-6);

        // The derivative by each weight, worked out anew: C x sum of (p - y) x + W (twice W for two classes, as scikit-learn has it).
        double[] slope = [.. fitted.Weights.Select(weight => (classes == 2 ? 2 : 1) * weight)];
        for (int row = 0; row < 90; row++)
        {
            double[] scores = [.. Enumerable.Range(0, classes).Select(k => fitted.Intercepts[k] + Enumerable.Range(0, 12).Sum(f => rows[row, f] * fitted.Weights[f * classes + k]))];
            Probabilities.LogSoftmax(scores);
            for (int place = 0; place < slope.Length; place++)
                slope[place] += c * (Math.Exp(scores[place % classes]) - (labels[row] == place % classes ? 1 : 0)) * rows[row, place / classes];
        }

        Assert.All(slope, value => Assert.Equal(0, value, 1e-5));
    }

    [Fact]
    public void Fit_SparseAndDense_Agree()
    {
        DenseMatrix rows = Synthetic.Gaussian(40, 6, 5);
        var sparse = new SparseMatrix(6, [.. Enumerable.Range(0, 41).Select(i => i * 6)], [.. Enumerable.Range(0, 240).Select(i => i % 6)], rows.Values);
        int[] labels = [.. Enumerable.Range(0, 40).Select(i => i % 3)];
        LogisticRegression first = LogisticRegression.Fit(new DenseRows(rows), labels, 3, 2), second = LogisticRegression.Fit(new SparseRows(sparse), labels, 3, 2);
        for (int i = 0; i < first.Weights.Length; i++)
            Assert.Equal(first.Weights[i], second.Weights[i], 1e-7);
    }

    [Fact]
    public void Fit_ClassWithoutRows_LiesFarBelow()
    {
        LogisticRegression fitted = LogisticRegression.Fit(new DenseRows(Synthetic.Gaussian(10, 3, 6)), [0, 2, 0, 2, 0, 2, 0, 2, 0, 2], 3, 1);
        Assert.Equal(Math.Min(fitted.Intercepts[0], fitted.Intercepts[2]) - 10, fitted.Intercepts[1]);
        Assert.Equal(0, fitted.Weights[1]);
    }
}
