namespace NlpTransfer.Corpora.Tests;

public sealed class PairSplitTests
{
    private const string Long = "the committee of the district council decided after a long debate that the bridge over the river will be closed";

    // Every third pair has a neighbour: on the source side, on the target side, or the same text in other case.
    private static readonly TextPair[] Pairs =
    [
        .. Enumerable.Range(0, 60).SelectMany(i => new TextPair[]
        {
            new($"{i} {Long.Replace("bridge", $"bridge{i * i}x{i}", StringComparison.Ordinal)} {Words(i)}", $"target {i} {Words(i + 100)}", "eng", "yor"),
            new($"source {i} {Words(i + 200)}", $"target {i} {Words(i + 100)} too", "eng", "yor"),
            new($"SOURCE {i}: {Words(i + 200)}", $"other {i} {Words(i + 300)}", "eng", "yor"),
        }),
    ];

    [Fact]
    public void Create_NearDuplicatesOfEitherSide_StayTogether()
    {
        var split = PairSplit.Create(Pairs, new CorpusSplitOptions { Seed = 3 });
        Assert.Equal(Pairs.Length, split.Parts.Sum(part => part.Pairs.Count));
        TextPair[] train = [.. split.Parts[0].Pairs];
        foreach (PairSplitPart part in split.Parts.Skip(1))
        {
            Assert.NotEmpty(part.Pairs);
            Assert.Equal(0, PairLeakage.Find(train, part.Pairs, new LeakageIndexOptions { NearContainment = 0.9 }).Pairs);
        }
    }

    [Fact]
    public async Task Write_Parts_ReadBack()
    {
        using var folder = new TemporaryFolder();
        string goal = Path.Combine(folder.Path, "parts");
        var split = PairSplit.Create(Pairs, new CorpusSplitOptions { Folds = 2 });
        IReadOnlyList<string> files = await split.WriteAsync(goal, CorpusFormats.Named("jsonl"));
        IReadOnlyList<TextPair> read = await PairCorpus.Open(files[1]).ReadAllAsync();
        Assert.Equal(split.Parts[1].Pairs, read.Select(pair => pair with { Position = null }));
    }

    [Theory]
    [InlineData("tsv")]
    [InlineData("csv")]
    [InlineData("jsonl")]
    [InlineData("parquet")]
    public async Task PairWriter_AnyTable_ReadsBack(string format)
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "pairs." + format);
        TextPair[] pairs = [new("a, \"b\"\tc", "d"), new("e", "f;g")];
        await PairWriter.WriteAsync(file, pairs.ToAsyncEnumerable());
        Assert.Equal(["a, \"b\"\tc|d", "e|f;g"], (await PairCorpus.Open(file).ReadAllAsync()).Select(pair => $"{pair.Source}|{pair.Target}"));
        await Assert.ThrowsAsync<UsageException>(() => PairWriter.WriteAsync(file + ".txt", pairs.ToAsyncEnumerable()));
        await Assert.ThrowsAsync<BadDataException>(() => PairWriter.WriteAsync(Path.Combine(folder.Path, "none.tsv"), AsyncEnumerable.Empty<TextPair>()));
    }

    [Fact]
    public void Leakage_EitherSide_AlsoTurnedRound()
    {
        PairLeakage leakage = PairLeakage.Find([new("good morning", "ẹ káàárọ̀"), new("thank you", "ẹ ṣé")], [new("Good morning!", "new"), new("new one", "ẹ ṣé"), new("ẹ káàárọ̀", "x"), new("y", "z")]);
        Assert.Equal((4, 3), (leakage.Checked, leakage.Pairs));
        Assert.Equal((1, 1), (leakage.Source.Exact, leakage.Source.Normalized));
        Assert.Equal(1, leakage.Target.Exact);
    }

    [Fact]
    public async Task Statistics_Pairs_CountedWithTheirFaults()
    {
        PairStatistics counted = await PairStatistics.ComputeAsync(PairCorpus.FromPairs([new("one two", "ọ̀kan", "eng", "yor"), new("a", "a")]));
        Assert.Equal((2, ("eng", "yor")), (counted.Pairs, counted.Languages));
        Assert.Equal((2, 1), (counted.SourceWords.Largest, counted.TargetWords.Largest));
        Assert.Equal([PairFault.Identical], counted.Faults.Keys);
    }

    private static string Words(int seed) => string.Join(' ', Enumerable.Range(0, 12).Select(k => $"w{(seed * 7919) + (k * 104729)}"));
}
