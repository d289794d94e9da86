namespace NlpTransfer.Corpora.Tests;

public sealed class CorpusConversionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("b.csv")]
    [InlineData("b.jsonl")]
    [InlineData("b.parquet")]
    [InlineData("b.tsv")]
    public async Task RunAsync_AnyFormat_KeepsRowsAndFurtherColumns(string name)
    {
        string from = _folder.File("a.tsv", "intent\ttext\tslots\nx\ta \"b\"\t1:2:C\nbad\ny\tb\t\n"), to = Path.Combine(_folder.Path, name);
        CorpusReadOptions options = new() { KeepOtherColumns = true, SkipBadRows = true };

        CorpusConversionResult result = await CorpusConversion.RunAsync(TextCorpus.Open(from, "eng", options), to);

        Assert.Equal((2, 1, 1), (result.Rows, result.Skipped, result.SkippedByReason[BadRowReason.WrongColumnCount]));
        IReadOnlyList<CorpusRow> rows = await LabeledCorpus.Open(to, options: options).ReadAllAsync();
        Assert.Equal([("a \"b\"", "x", "eng", "1:2:C"), ("b", "y", "eng", "")], rows.Select(r => (r.Text, r.Label!, r.Language!, string.Concat(r.Other.Select(o => o.Value)))));
    }

    [Fact]
    public async Task RunAsync_BadRow_LeavesNoFile()
    {
        string from = _folder.File("a.tsv", "text\tlabel\na\tx\nbad\n"), to = Path.Combine(_folder.Path, "b.csv");

        var e = await Assert.ThrowsAsync<BadDataException>(() => CorpusConversion.RunAsync(TextCorpus.Open(from), to));

        Assert.StartsWith($"{from}:3: ", e.Message, StringComparison.Ordinal);
        Assert.Equal(["a.tsv"], Directory.GetFiles(_folder.Path).Select(f => Path.GetFileName(f)!));
    }

    [Fact]
    public async Task RunAsync_ExistingGoal_IsReplacedOnlyWhenAsked()
    {
        string from = _folder.File("a.tsv", "text\tlabel\na\tx\n"), to = _folder.File("b.csv", "old");

        await Assert.ThrowsAsync<UsageException>(() => CorpusConversion.RunAsync(TextCorpus.Open(from), to));
        Assert.Equal("old", File.ReadAllText(to));
        await CorpusConversion.RunAsync(TextCorpus.Open(from), to, overwrite: true);
        Assert.Equal("label,text\nx,a\n", File.ReadAllText(to));
    }

    [Fact]
    public async Task WriteAsync_UnknownExtension_ListsFormats() =>
        Assert.Equal("b.xyz: the extension does not tell the format; name it with --format (parquet, jsonl, tsv, csv, text).",
            (await Assert.ThrowsAsync<UsageException>(() => CorpusWriter.WriteAsync("b.xyz", new[] { new CorpusRow("a") }.ToAsyncEnumerable()))).Message);

    [Fact]
    public async Task WriteAsync_ColumnNotAskedFor_IsNotDroppedWithoutAWord() =>
        Assert.Contains("the row has a value for 'label', but the columns being written are 'text'", (await Assert.ThrowsAsync<BadDataException>(() =>
            new CsvFormat().WriteAsync(new[] { new CorpusRow("a") { Label = "x" } }.ToAsyncEnumerable(), new MemoryStream(), new() { Columns = ["text"] }))).Message, StringComparison.Ordinal);
}
