namespace NlpTransfer.Corpora.Tests;

public sealed class CorpusSplitTests
{
    private static readonly CorpusRow[] Rows = [.. new[] { "eng", "yor" }.SelectMany(l =>
        Enumerable.Range(0, 100).Select(i => new CorpusRow($"{l} {i}") { Group = $"{i}", Label = i % 4 == 0 ? "rare" : "usual", Language = l }))];

    [Fact]
    public void Create_Default_GivesPartsOfTheirSharesThatShareNoGroup()
    {
        CorpusSplit split = CorpusSplit.Create(Rows);

        Assert.Equal([("train", 160, 80), ("dev", 20, 10), ("test", 20, 10)], split.Parts.Select(p => (p.Name, p.Rows.Count, p.Groups)));
        Assert.Equal(100, split.Parts.SelectMany(p => p.Rows.Select(r => r.Group).Distinct()).Distinct().Count());
        Assert.All(split.Parts, p => Assert.Equal(p.Groups, p.Rows.Select(r => r.Group).Distinct().Count()));
        Assert.All(split.Parts, p => Assert.InRange(p.Labels["rare"] / (double)p.Rows.Count, 0.2, 0.3));
        Assert.All(split.Parts, p => Assert.All(p.Rows, r => Assert.Equal(p.Name, r.Split)));
    }

    [Fact]
    public void Create_Folds_AgreeWithGroupFolds()
    {
        CorpusSplit split = CorpusSplit.Create(Rows, new() { Folds = 5, Seed = 3 });
        GroupFolds folds = GroupFolds.Assign([Rows], 5, 3);

        Assert.Equal(["fold-1", "fold-2", "fold-3", "fold-4", "fold-5"], split.Parts.Select(p => p.Name));
        Assert.All(split.Parts, (p, i) => Assert.All(p.Rows, r => Assert.Equal(i, folds.FoldOf(r))));
    }

    [Fact]
    public void Create_OtherSeed_GivesOtherParts() =>
        Assert.NotEqual(Texts(CorpusSplit.Create(Rows)), Texts(CorpusSplit.Create(Rows, new() { Seed = 2 })));

    [Fact]
    public void Create_BadOptions_ListsAllFaults()
    {
        var e = Assert.Throws<UsageException>(() => CorpusSplit.Create(Rows, new() { Parts = [new("a/b", 0.5), new("c", 0.6)] }));

        Assert.Equal("The corpus can't be split as asked: the shares (0.5, 0.6) must be above 0 and 1 together; the parts' names must differ and be usable as file names.", e.Message);
        Assert.Throws<UsageException>(() => CorpusSplit.Create(Rows, new() { Folds = 1 }));
    }

    [Fact]
    public async Task WriteAsync_Folder_IsReadBackAsSplits()
    {
        using var folder = new TemporaryFolder();
        string goal = Path.Combine(folder.Path, "out");
        CorpusSplit split = CorpusSplit.Create(Rows);

        Assert.Equal(["train.tsv", "dev.tsv", "test.tsv"], (await split.WriteAsync(goal, CorpusFormats.Named("tsv"))).Select(f => Path.GetFileName(f)!));
        IReadOnlyList<CorpusRow> read = await LabeledCorpus.Open(goal).ReadAllAsync();
        Assert.Equal(split.Parts.SelectMany(p => p.Rows).Select(CorpusFormatContract.Show), read.Select(CorpusFormatContract.Show));
        await Assert.ThrowsAsync<UsageException>(() => split.WriteAsync(goal, CorpusFormats.Named("tsv")));
    }

    private static IEnumerable<string> Texts(CorpusSplit split) => split.Parts[0].Rows.Select(r => r.Text);
}
