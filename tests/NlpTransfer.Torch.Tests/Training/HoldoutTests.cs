using CsCheck;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class HoldoutTests
{
    [Fact]
    public void Split_AnyRows_KeepsGroupsWholeAndEveryLabelTraining() => Gen.Select(Gen.Int[0, 60].Array[1, 400], Gen.Int[2, 9], Gen.Double[0, 0.5], Gen.ULong).Sample((groups, labels, share, seed) =>
    {
        FineTuningRows rows = Rows(groups.Select(group => $"g{group}"), labels);
        (int[] training, int[] heldOut) = Holdout.Split(rows, share, seed);
        Assert.Equal(Enumerable.Range(0, rows.Count), training.Concat(heldOut).Order());
        Assert.Empty(training.Select(row => rows.Groups[row]).Intersect(heldOut.Select(row => rows.Groups[row])));
        Assert.Equal(rows.Labels.Distinct().Order(), training.Select(row => rows.Labels[row]).Distinct().Order());
    });

    [Fact]
    public void Split_RowsOfTheirOwn_HoldsOutTheShareAndNothingBelowSixteen()
    {
        FineTuningRows rows = Rows(Enumerable.Range(0, 200).Select(i => $"row {i}"), 4);
        Assert.Equal(20, Holdout.Split(rows, 0.1, 1).HeldOut.Length);
        Assert.Empty(Holdout.Split(rows, 0.07, 1).HeldOut);
        Assert.Empty(Holdout.Split(rows, 0, 1).HeldOut);
        Assert.NotEqual(Holdout.Split(rows, 0.1, 1).HeldOut, Holdout.Split(rows, 0.1, 2).HeldOut);
    }

    [Fact]
    public void Split_TranslationsInTwoStages_SetsTheSameSentencesAside()
    {
        string[] target = [.. Enumerable.Range(0, 200).Select(i => $"g{i}")];
        FineTuningRows second = Rows(target, 4), first = Rows([.. target, .. target, .. target], 4);
        (int[] training, _) = Holdout.Split(first, 0.1, 5);
        Assert.Empty(Holdout.Split(second, 0.1, 5).HeldOut.Select(row => second.Groups[row]).Intersect(training.Select(row => first.Groups[row])));
    }

    private static FineTuningRows Rows(IEnumerable<string> groups, int labels)
    {
        string[] all = [.. groups];
        return new FineTuningRows([.. all.Select(_ => new[] { 0, 2 })], [.. all.Select((_, i) => i % labels)], all);
    }
}
