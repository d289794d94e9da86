using CsCheck;

namespace NlpTransfer.Metrics.Tests;

public sealed class ConfusionMatrixTests
{
    [Fact]
    public void Create_HandWorked_CountsAndScores()
    {
        // Class 0: two rows, one hit; class 1: one row, hit; class 2: one row, taken for 0.
        var matrix = ConfusionMatrix.Create([0, 0, 1, 2], [0, 1, 1, 0], 3);

        Assert.Equal((4, 2, 0.5), (matrix.Total, matrix.Correct, matrix.Accuracy));
        Assert.Equal(1, matrix[0, 1]);
        Assert.Equal(new ClassScores(0.5, 0.5, 0.5, 2, 2), matrix.Class(0));
        Assert.Equal(new ClassScores(0.5, 1, 2.0 / 3, 1, 2), matrix.Class(1));
        Assert.Equal(new ClassScores(0, 0, 0, 1, 0), matrix.Class(2));
        Assert.Equal((0.5 + (2.0 / 3)) / 3, matrix.Macro.F1, 1e-15);
        Assert.Equal((1 + (2.0 / 3)) / 4, matrix.Weighted.F1, 1e-15);
        Assert.Equal(0.5, matrix.Micro.F1);
        Assert.Equal(0.5, matrix.BalancedAccuracy, 1e-15);
        // Chance: (2*2 + 1*2 + 1*0) / 16 = 0.375.
        Assert.Equal(0.125 / 0.625, matrix.Kappa, 1e-15);
        // (2*4 - 6) / sqrt((16 - 8)(16 - 6)).
        Assert.Equal(2 / Math.Sqrt(80), matrix.Mcc, 1e-15);
    }

    [Fact]
    public void MacroOfPresent_ClassWithoutRows_LeavesItOut()
    {
        var matrix = ConfusionMatrix.Create([0, 0], [0, 1], 3);

        Assert.Equal(2.0 / 3, matrix.MacroOfPresent.F1, 1e-15);
        Assert.Equal(2.0 / 9, matrix.Macro.F1, 1e-15);
    }

    [Fact]
    public void Create_OneRow_IsScored()
    {
        var matrix = ConfusionMatrix.Create([0], [0], 1);

        Assert.Equal((1.0, 1.0, 0.0), (matrix.Accuracy, matrix.Macro.F1, matrix.Mcc));
        Assert.True(double.IsNaN(matrix.Kappa));
    }

    [Fact]
    public void Create_NoRows_Refused() =>
        Assert.Equal("there are no rows to score", Assert.Throws<ArgumentException>(() => ConfusionMatrix.Create([], [], 2)).Message);

    [Fact]
    public void Create_LengthsDiffer_Refused() =>
        Assert.Equal("the two lists have different lengths: 2 and 1", Assert.Throws<ArgumentException>(() => ConfusionMatrix.Create([0, 1], [0], 2)).Message);

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    public void Create_ClassOutOfRange_NamesRow(int bad) =>
        Assert.Equal($"class {bad} of row 1 is not between 0 and 1", Assert.Throws<ArgumentException>(() => ConfusionMatrix.Create([0, bad], [0, 0], 2)).Message);

    [Fact]
    public void Create_AnyRows_SumsAndSwapsAgree() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4]).Array[1, 60].Sample(rows =>
        {
            int[] expected = [.. rows.Select(r => r.Item1)], predicted = [.. rows.Select(r => r.Item2)];
            var matrix = ConfusionMatrix.Create(expected, predicted, 5);
            var swapped = ConfusionMatrix.Create(predicted, expected, 5);

            Assert.Equal(rows.Length, Enumerable.Range(0, 5).Sum(i => matrix.Class(i).Support));
            Assert.Equal(rows.Length, Enumerable.Range(0, 5).Sum(i => matrix.Class(i).Predicted));
            Assert.Equal(matrix.Macro.F1, swapped.Macro.F1, 1e-12);
            Assert.Equal(matrix.Macro.Precision, swapped.Macro.Recall, 1e-12);
            Assert.Equal(matrix.Mcc, swapped.Mcc, 1e-12);
            Assert.InRange(matrix.Mcc, -1 - 1e-12, 1 + 1e-12);
            Assert.Equal(matrix.Accuracy, matrix.Weighted.Recall, 1e-12);
        });
}
