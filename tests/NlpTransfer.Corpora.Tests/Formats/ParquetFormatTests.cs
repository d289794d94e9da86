using Parquet;
using Parquet.Schema;

namespace NlpTransfer.Corpora.Tests;

public sealed class ParquetFormatTests() : CorpusFormatContract(new ParquetFormat())
{
    protected override (CorpusRow[], long[]) Lines => ([new("a\nb"), new("c"), new("d")], [1, 2, 3]);

    [Fact]
    public async Task ReadAsync_IntegerLabelsOfAnotherWriter_AreTaken()
    {
        DataField text = new("text", typeof(string)), label = new("label", typeof(long));
        var stream = new MemoryStream();
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(text, label), stream))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync(text, ["a", "b"]);
            await group.WriteAsync<long>(label, new long[] { 3, 4 }.AsMemory());
            group.CompleteValidate();
        }

        Assert.Equal([("a", "3"), ("b", "4")], Read(stream.ToArray(), new()).Select(r => (r.Text, r.Label!)));
    }

    [Fact]
    public void ReadAsync_SeveralRowGroups_NumbersRowsThrough()
    {
        List<CorpusRow> rows = Read(Write(Enumerable.Range(0, 40_000).Select(i => new CorpusRow($"text {i}"))), new());

        Assert.Equal(40_000, rows.Count);
        Assert.Equal(("text 39999", 40_000L), (rows[^1].Text, rows[^1].Position!.Value.Line));
    }

    [Fact]
    public void ReadAsync_StreamThatCannotGoBack_IsRead()
    {
        using var stream = new HeadedStream(Write([new CorpusRow("a")]), Stream.Null);

        Assert.Equal("a", Assert.Single(Format.ReadAsync(stream, "f", new(), new()).ToBlockingEnumerable()).Text);
    }

    [Fact]
    public void ReadAsync_FooterLongerThanTheFile_IsRefused()
    {
        byte[] file = Write([new CorpusRow("a")]);
        file[^5] = 0x7F;

        Assert.Equal("f: the file is not valid Parquet, or is cut short; get or write it again.", Assert.Throws<BadDataException>(() => Read(file, new())).Message);
    }

    [Fact]
    public void ReadAsync_FooterWithoutItsEnd_IsRefused()
    {
        // Parquet.Net 6.1 reads on for ever here.
        byte[] file = Write([new CorpusRow("a")]);
        file[^9] = 180;

        Assert.Equal("f: the file is not valid Parquet, or is cut short; get or write it again.", Assert.Throws<BadDataException>(() => Read(file, new())).Message);
    }
}
