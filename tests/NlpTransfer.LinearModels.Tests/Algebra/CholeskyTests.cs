namespace NlpTransfer.LinearModels.Tests;

public class CholeskyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(96)]
    [InlineData(97)]
    [InlineData(331)]
    public void Solve_RandomSystems_GivesTheRightSidesBack(int n)
    {
        DenseMatrix rows = Synthetic.Gaussian(n, 50, 1);
        DenseMatrix matrix = DenseMatrix.Zero(n, n);
        Products.AddSymmetric(rows, 0, 50, matrix, 0, 1, default);
        var whole = new DenseMatrix(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
                whole[i, j] = whole[j, i] = matrix[i, j] + (i == j ? 2 : 0);
            matrix[i, i] += 2;
            Assert.Equal(Products.Dot(rows.Row(i), rows.Row(0)), whole[i, 0] - (i == 0 ? 2 : 0), 1e-10);
        }

        DenseMatrix sides = Synthetic.Gaussian(3, n, 2), solution = Synthetic.Gaussian(3, n, 2);
        Cholesky.Factor(matrix, default);
        Cholesky.Solve(matrix, solution);
        for (int side = 0; side < 3; side++)
        {
            for (int i = 0; i < n; i++)
                Assert.Equal(sides[side, i], Products.Dot(whole.Row(i), solution.Row(side)), 1e-8);
        }
    }

    [Fact]
    public void Factor_NotPositiveDefinite_IsRefused()
    {
        DenseMatrix matrix = DenseMatrix.Zero(2, 2);
        matrix[0, 0] = 1;
        matrix[1, 1] = -1;
        Assert.Contains("not positive definite (row 1)", Assert.Throws<BadDataException>(() => Cholesky.Factor(matrix, default)).Message, StringComparison.Ordinal);
    }
}
