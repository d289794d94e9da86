using CsCheck;
using NlpTransfer.TestSupport;

namespace NlpTransfer.Corpora.Tests;

public sealed class GroupFoldsTests
{
    [Fact]
    public void Assign_AnyRows_KeepsGroupsWholeAndFoldsBalanced() =>
        Gen.Select(Gen.Int[20, 200], Gen.Int[2, 6], Gen.ULong).Sample((n, k, seed) =>
        {
            CorpusRow[] rows = [.. Enumerable.Range(0, n).Select(i => new CorpusRow($"text {i}") { Group = $"{i / 2}", Label = $"{i / 2 % 3}" })];
            GroupFolds folds = GroupFolds.Assign([rows], k, seed);

            Assert.All(rows.GroupBy(r => r.Group), g => Assert.Single(g.Select(folds.FoldOf).Distinct()));
            int[] sizes = [.. Enumerable.Range(0, k).Select(f => rows.Count(r => folds.FoldOf(r) == f))];
            Assert.InRange(sizes.Max() - sizes.Min(), 0, 4);
            Assert.All(rows.GroupBy(r => r.Label), label =>
            {
                int[] ofLabel = [.. Enumerable.Range(0, k).Select(f => label.Count(r => folds.FoldOf(r) == f))];
                Assert.InRange(ofLabel.Max() - ofLabel.Min(), 0, 3);
            });
        });

    [Fact]
    public void Assign_OtherOrderOrMoreLanguages_GivesTheSameFolds()
    {
        CorpusRow[] yor = [.. Enumerable.Range(0, 50).Select(i => new CorpusRow($"yor {i}") { Group = $"{i}", Label = $"{i % 3}" })];
        CorpusRow[] eng = [.. yor.Select(r => r with { Text = "eng" }).Reverse()];
        int[] alone = Folds(GroupFolds.Assign([yor], 5, 7), yor);

        Assert.Equal(alone, Folds(GroupFolds.Assign([eng, yor], 5, 7), yor));
        Assert.Equal(alone, Folds(GroupFolds.Assign([[.. yor.Reverse()]], 5, 7), yor));
        Assert.NotEqual(alone, Folds(GroupFolds.Assign([yor], 5, 8), yor));
    }

    [Fact]
    public void Assign_RowsWithoutGroup_FallTogetherWhenTheirTextsAreAlike()
    {
        CorpusRow[] rows = [.. Enumerable.Range(0, 20).Select(i => new CorpusRow($"Text {i}")), .. Enumerable.Range(0, 20).Select(i => new CorpusRow($"text, {i}!"))];
        GroupFolds folds = GroupFolds.Assign([rows], 4, 1);

        Assert.All(Enumerable.Range(0, 20), i => Assert.Equal(folds.FoldOf(rows[i]), folds.FoldOf(rows[i + 20])));
    }

    [Fact]
    public void Assign_FewerGroupsThanFolds_SaysSo() =>
        Assert.StartsWith("The rows make only 1 groups, too few for 2 parts", Assert.Throws<BadDataException>(() =>
            GroupFolds.Assign([[new("a") { Group = "1" }, new("b") { Group = "1" }]], 2, 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void FoldOf_UnknownRow_IsRefused() =>
        Assert.Throws<ArgumentException>(() => GroupFolds.Assign([[new("a"), new("b")]], 2, 1).FoldOf(new CorpusRow("c")));

    [SkippableFact]
    public async Task Assign_Sib200_GivesEqualFoldsInEveryLanguage()
    {
        IReadOnlyList<CorpusRow>[] corpora = await Task.WhenAll(new[] { "yor_Latn", "snd_Arab", "hau_Latn" }.Select(l => LabeledCorpus.Open(SharedFolders.Data("sib200", l)).ReadAllAsync()));
        GroupFolds folds = GroupFolds.Assign(corpora, 5, 1);

        Assert.All(corpora, rows =>
        {
            Assert.Equal(800, rows.Count);
            Assert.Equal(Enumerable.Repeat(160, 5), rows.GroupBy(folds.FoldOf).OrderBy(g => g.Key).Select(g => g.Count()));
        });
    }

    private static int[] Folds(GroupFolds folds, CorpusRow[] rows) => [.. rows.Select(folds.FoldOf)];
}
