namespace NlpTransfer.Corpora.Tests;

public sealed class AlignedLinesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ReadAllAsync_TwoFiles_PairsLines()
    {
        (string source, string target) = Files("\uFEFFGo\r\n\r\nCome\r\n", "Lọ\n\nWá");

        PairCorpus corpus = PairCorpus.Parse($"yor={source},{target}", "eng");

        Assert.Equal(
            [new TextPair("Go", "Lọ", "eng", "yor", new RowPosition(source, 1)), new TextPair("Come", "Wá", "eng", "yor", new RowPosition(source, 3))],
            await corpus.ReadAllAsync());
        Assert.Equal([source, target], corpus.Files);
        Assert.Single(await PairCorpus.OpenAligned(source, target, options: new() { Limit = 1 }).ReadAllAsync());
    }

    [Fact]
    public async Task ReadAllAsync_UnequalLengths_NamesBothCounts()
    {
        (string source, string target) = Files("a\nb\nc\n", "x\ny\n");

        var e = await Assert.ThrowsAsync<BadDataException>(() => PairCorpus.OpenAligned(source, target).ReadAllAsync());

        Assert.Equal($"{source} has 3 lines, but {target} has 2; aligned files need a translation on the same line: find the line where they part.", e.Message);
    }

    [Theory]
    [InlineData("a\n\n", "x\ny\n", "SOURCE:2: the text is empty, but its translation (TARGET:2) is not")]
    [InlineData("a\nb\n", "x\n\n", "TARGET:2: the translation is empty, but its text (SOURCE:2) is not")]
    [InlineData("a\nb\n", "x\ny\0\n", "TARGET:2: the row holds a NUL byte, so this may not be a text file")]
    public async Task ReadAllAsync_BadLine_SaysWhere(string sources, string targets, string expected)
    {
        (string source, string target) = Files(sources, targets);

        var e = await Assert.ThrowsAsync<BadDataException>(() => PairCorpus.OpenAligned(source, target).ReadAllAsync());
        var skipped = new SkippedRows();

        Assert.Equal(
            expected.Replace("SOURCE", source, StringComparison.Ordinal).Replace("TARGET", target, StringComparison.Ordinal) +
            "; mend the row, or leave bad rows out and have them counted (--skip-bad-rows).",
            e.Message);
        Assert.Single(await PairCorpus.OpenAligned(source, target, options: new() { SkipBadRows = true }).ReadAllAsync(skipped));
        Assert.Equal(1, skipped.Total);
    }

    [Fact]
    public async Task ReadAllAsync_EmptyFiles_SayWhatIsExpected()
    {
        (string source, string target) = Files("\n", "\n");

        var e = await Assert.ThrowsAsync<BadDataException>(() => PairCorpus.OpenAligned(source, target).ReadAllAsync());

        Assert.Equal($"{source} and {target}: there is no pair in them; expected a text a line, and its translation on the same line of the other file.", e.Message);
    }

    [Fact]
    public async Task ReadAllAsync_EndlessLine_IsRefused()
    {
        (string source, string target) = Files("a\n", new string('x', 100) + "\n");

        var e = await Assert.ThrowsAsync<BadDataException>(() => PairCorpus.OpenAligned(source, target, options: new() { MaximumRowLength = 20 }).ReadAllAsync());

        Assert.Equal($"{target}:1: the row is longer than the 20 bytes that are accepted (MaximumRowLength); mend the row, or leave bad rows out and have them counted (--skip-bad-rows).", e.Message);
    }

    [Fact]
    public void OpenAligned_OptionsOfTables_AreAllRefused()
    {
        (string source, string target) = Files("a\n", "b\n");

        var e = Assert.Throws<UsageException>(() => PairCorpus.OpenAligned(source, target, options: new() { Format = "tsv", TargetColumn = "b", Split = "dev", QuotedTsv = true }));

        Assert.Equal("options for two aligned files: they are plain text, so no format can be named; they have no columns to name; they have no splits; they have no quoted fields", e.Message);
    }

    [Fact]
    public void OpenAligned_MissingFile_SaysSo() => Assert.Equal(
        "nowhere.txt: there is no such file; check the path.",
        Assert.Throws<BadDataException>(() => PairCorpus.OpenAligned(_folder.File("a.txt", "a"), "nowhere.txt")).Message);

    private (string Source, string Target) Files(string sources, string targets) => (_folder.File("s.txt", sources), _folder.File("t.txt", targets));
}
