namespace NlpTransfer.Corpora.Tests;

public sealed class CorpusFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.tsv")]
    [InlineData("a.jsonl")]
    [InlineData("a.parquet")]
    public async Task WriteAsync_ByExtension_ReadsBack(string name)
    {
        string path = Path.Combine(_folder.Path, name);

        await CorpusFiles.WriteAsync(path, new CorpusRow[] { new("Ọjà") { Label = "x" } }.ToAsyncEnumerable());

        Assert.Equal("Ọjà", Assert.Single(await LabeledCorpus.Open(path).ReadAllAsync()).Text);
        await Assert.ThrowsAsync<UsageException>(() => CorpusFiles.WriteAsync(path, new CorpusRow[] { new("b") }.ToAsyncEnumerable()));
        await CorpusFiles.WriteAsync(path, new CorpusRow[] { new("b") { Label = "y" } }.ToAsyncEnumerable(), overwrite: true);
        Assert.Equal("b", Assert.Single(await LabeledCorpus.Open(path).ReadAllAsync()).Text);
    }

    [Fact]
    public void FormatOf_UnknownEnding_ListsTheKnown() =>
        Assert.Contains(".tsv", Assert.Throws<UsageException>(() => CorpusFiles.FormatOf("a.xls")).Message, StringComparison.Ordinal);
}
