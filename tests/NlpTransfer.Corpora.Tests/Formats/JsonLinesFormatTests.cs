using System.Text;

namespace NlpTransfer.Corpora.Tests;

public sealed class JsonLinesFormatTests() : CorpusFormatContract(new JsonLinesFormat())
{
    protected override (CorpusRow[], long[]) Lines => ([new("a\nb"), new("c"), new("d")], [1, 2, 3]);

    [Fact]
    public void ReadAsync_NumbersAndNulls_AreTaken()
    {
        CorpusRow row = Assert.Single(Read("""{"text":"a","label":3,"id":null,"n":[1, 2]}"""u8.ToArray(), new() { KeepOtherColumns = true }));

        Assert.Equal(("a", "3", null), (row.Text, row.Label, row.Id));
        Assert.Equal([KeyValuePair.Create("n", "[1, 2]")], row.Other);
    }

    [Theory]
    [InlineData("""{"text":"a"}{"text":"b"}""", "f:1: the line is not one valid JSON object")]
    [InlineData("""{"text":"a","text":"b"}""", "f:1: the line is not one valid JSON object")]
    [InlineData("""{"text":"\ud800"}""", "f:1: the line is not one valid JSON object")]
    [InlineData("""{"text":"a\u0000"}""", "f:1: a value holds a NUL")]
    [InlineData("""["text"]""", "f:1: the line is not a JSON object")]
    [InlineData("""{"text":["a"]}""", "f:1: the value of 'text' is an object or array")]
    [InlineData("""{"words":"a"}""", "f:1: no text column was found among 'words'")]
    public void ReadAsync_BadLine_IsNamed(string line, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<BadDataException>(() => Read(Encoding.UTF8.GetBytes(line), new())).Message, StringComparison.Ordinal);

    [Fact]
    public void ReadAsync_LaterRowWithoutLabel_IsCountedAsMissingLabel()
    {
        var skipped = new SkippedRows();
        byte[] file = "{\"text\":\"a\",\"label\":\"x\"}\n{\"text\":\"b\"}\n{\"label\":\"x\"}\n"u8.ToArray();
        var rows = Format.ReadAsync(new MemoryStream(file), "f", new() { SkipBadRows = true, RequireLabels = true }, skipped).ToBlockingEnumerable().ToList();

        Assert.Single(rows);
        Assert.Equal((1, 1), (skipped.ByReason[BadRowReason.MissingLabel], skipped.ByReason[BadRowReason.EmptyText]));
    }
}
