using CsCheck;

namespace NlpTransfer.LinearModels.Tests;

public class FoldAssignmentTests
{
    [Fact]
    public void Assign_AnyRows_KeepsGroupsWhole() => Gen.Select(Gen.Int[0, 4].Array[10, 200], Gen.Int[0, 30].Array[200], Gen.Int[2, 8]).Sample((labels, groups, folds) =>
    {
        string?[] keys = [.. groups.Take(labels.Length).Select(group => group == 0 ? null : $"{group}")];
        (int[] assigned, int count) = FoldAssignment.Assign(labels, keys, folds, 3);
        return assigned.All(fold => fold >= 0 && fold < count)
            && Enumerable.Range(0, labels.Length).Where(row => keys[row] is not null).GroupBy(row => keys[row]).All(group => group.Select(row => assigned[row]).Distinct().Count() == 1)
            && assigned.SequenceEqual(FoldAssignment.Assign(labels, keys, folds, 3).Folds);
    }, iter: 100);

    [Fact]
    public void Assign_RowsByThemselves_SpreadsEachLabelEvenly()
    {
        int[] labels = [.. Enumerable.Range(0, 103).Select(row => row % 4)];
        (int[] folds, int count) = FoldAssignment.Assign(labels, new string?[103], 5, 1);
        Assert.Equal(5, count);
        foreach (int label in Enumerable.Range(0, 4))
            Assert.All(Enumerable.Range(0, 5), fold => Assert.InRange(Enumerable.Range(0, 103).Count(row => labels[row] == label && folds[row] == fold), 5, 6));
        Assert.NotEqual(folds, FoldAssignment.Assign(labels, new string?[103], 5, 2).Folds);
    }

    [Fact]
    public void Assign_FewerGroupsThanFolds_MakesFewerFolds() =>
        Assert.Equal(2, FoldAssignment.Assign([0, 1, 0, 1], ["a", "a", "b", "b"], 5, 1).Count);
}
