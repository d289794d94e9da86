using System.Text;

namespace NlpTransfer.Corpora.Tests;

public sealed class CsvFormatTests() : CorpusFormatContract(new CsvFormat())
{
    protected override (CorpusRow[], long[]) Lines => ([new("a\nb,\"c\"\n") { Id = "1" }, new("c") { Id = "2" }, new("d") { Id = "3" }], [2, 5, 6]);

    [Theory]
    [InlineData("id,text\n1,say \"no\"\n", "f:2: a quotation mark stands inside a field that is not quoted")]
    [InlineData("id,text\n1,a\n2,\"open\n3,b\n", "f:3: a quotation mark is never closed")]
    [InlineData("id,text\n1,a,b\n", "f:2: the row has 3 columns, but the header has 2")]
    [InlineData("id,\"text\n1,a\n", "f:1: the quotation marks in the header")]
    public void ReadAsync_BadRow_IsNamed(string content, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<BadDataException>(() => Read(Encoding.UTF8.GetBytes(content), new())).Message, StringComparison.Ordinal);

    [Fact]
    public void ReadAsync_QuotationNeverClosed_CostsOneRow()
    {
        List<CorpusRow> rows = Read("id,text\n1,a\n2,\"open\n3,b\n"u8.ToArray(), new() { SkipBadRows = true });

        Assert.Equal(["a", "b"], rows.Select(r => r.Text));
    }

    [Fact]
    public void ReadAsync_SemicolonsAndCrLf_AreRead() =>
        Assert.Equal(["a, b", "c\r\nd"], Read("\uFEFFid;text\r\n1;a, b\r\n2;\"c\r\nd\"\r\n"u8.ToArray(), new()).Select(r => r.Text));
}
