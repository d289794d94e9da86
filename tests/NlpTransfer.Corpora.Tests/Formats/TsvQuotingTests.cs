using System.Text;

namespace NlpTransfer.Corpora.Tests;

public sealed class TsvQuotingTests
{
    [Theory]
    [InlineData("label\ttext\nx\t\"He said \"\"no\"\".\"\ny\tb", "\"He said \"\"no\"\".\"|b")]
    [InlineData("label\ttext\nx\t\"never closed\ny\tb", "\"never closed|b")]
    [InlineData("label\ttext\nx\t\"closed\" early\ny\tb", "\"closed\" early|b")]
    [InlineData("text\tlabel\n\"a tab\t!\"\tx", "a tab\t!")]
    [InlineData("label\ttext\tn\nx\t\"two\nlines\"\t1\ny\tb\t2", "two\nlines|b")]
    [InlineData("label\ttext\nx\t\"two\nlines\"\ny\tb", "two\nlines|b")]
    [InlineData("label\ttext\nx\t\"two\r\nlines\"\r\ny\tb\r\n", "two\r\nlines|b")]
    [InlineData("text\tlabel\n\"a\tx\nb\"\ty", "\"a|b\"")]
    public async Task ReadAsync_QuotationMarks_FollowTheHeadersColumnCount(string content, string texts) =>
        Assert.Equal(texts.Split('|'), (await ReadAsync(content)).Select(r => r.Text));

    [Theory]
    [InlineData("label\ttext\nx\t\"He said \"\"no\"\".\"\ny\tb", "He said \"no\".|b")]
    [InlineData("label\ttext\nx\t\"never closed\ny\tb", "\"never closed|b")]
    [InlineData("label\ttext\nx\t\"closed\" early\ny\tb", "\"closed\" early|b")]
    [InlineData("label\ttext\nx\t\"two\nlines\"\ny\tb", "two\nlines|b")]
    public async Task ReadAsync_QuotedTsv_UnquotesWhatIsQuoted(string content, string texts) =>
        Assert.Equal(texts.Split('|'), (await ReadAsync(content, new() { QuotedTsv = true })).Select(r => r.Text));

    [Fact]
    public async Task ReadAsync_RowsOverSeveralLines_KnowTheirFirstLine() =>
        Assert.Equal([2L, 5L], (await ReadAsync("label\ttext\nx\t\"a\nb\nc\"\ny\td\n")).Select(r => r.Position!.Value.Line));

    [Fact]
    public async Task ReadAsync_MarkNeverClosed_IsNamed()
    {
        var e = await Assert.ThrowsAsync<BadDataException>(() => ReadAsync("label\ttext\tn\nx\t\"a\ny\tb\t1\n"));

        Assert.StartsWith("f.tsv:2: the row has 2 columns, but the header has 3, and a quotation mark that opens a field is never closed", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_LineBreakInTheOnlyColumn_IsRefused()
    {
        var e = await Assert.ThrowsAsync<BadDataException>(() =>
            new TsvFormat().WriteAsync(new[] { new CorpusRow("a\nb") }.ToAsyncEnumerable(), new MemoryStream(), new()));

        Assert.Contains("write CSV, JSON Lines or Parquet instead", e.Message, StringComparison.Ordinal);
    }

    private static async Task<List<CorpusRow>> ReadAsync(string content, CorpusReadOptions? options = null) =>
        await new TsvFormat().ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(content)), "f.tsv", options ?? new(), new SkippedRows()).ToListAsync();
}
