namespace NlpTransfer.Corpora.Tests;

public sealed class PlainTextFormatTests() : CorpusFormatContract(new PlainTextFormat())
{
    protected override string Alphabet => "ab \t\"',;{}ẹ́ʻ\u200Dسن😀\u2028";

    protected override bool HasColumns => false;

    protected override (CorpusRow[], long[]) Lines => ([new("a"), new("b"), new("c")], [1, 2, 3]);

    [Fact]
    public void ReadAsync_LabelsWanted_SaysWhatHelps() =>
        Assert.StartsWith("f: plain text has no labels", Assert.Throws<BadDataException>(() => Read("a"u8.ToArray(), new() { RequireLabels = true })).Message, StringComparison.Ordinal);

    [Fact]
    public async Task WriteAsync_RowWithLabel_IsRefusedUnlessTextAloneIsAskedFor()
    {
        CorpusRow[] rows = [new("a") { Label = "x" }];
        var stream = new MemoryStream();

        Assert.Throws<BadDataException>(() => Write(rows));
        await Format.WriteAsync(rows.ToAsyncEnumerable(), stream, new() { Columns = ["text"] });
        Assert.Equal("a\n"u8.ToArray(), stream.ToArray());
    }
}
