using System.Text;

namespace NlpTransfer.Corpora.Tests;

public sealed class CorpusFormatsTests
{
    [Fact]
    public void All_EveryFormat_HasAContractSuite()
    {
        string[] suites = [.. typeof(CorpusFormatContract).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(CorpusFormatContract)))
            .Select(t => ((CorpusFormatContract)Activator.CreateInstance(t)!).Format.Name)
            .Order(StringComparer.Ordinal)];

        Assert.Equal(CorpusFormats.All.Select(f => f.Name).Order(StringComparer.Ordinal), suites);
    }

    [Theory]
    [InlineData("text\tlabel\na\tb", "x.csv", "tsv")]
    [InlineData("{\"text\":\"a\"}", "x.tsv", "jsonl")]
    [InlineData("id,text\n1,a", "x.tsv", "csv")]
    [InlineData("id;text\n1;a", null, "csv")]
    [InlineData("eng\tyor\na\tb", "x.tsv", "tsv")]
    [InlineData("A line, and text.", "x.txt", "text")]
    [InlineData("\uFEFFtext\tlabel\na\tb", null, "tsv")]
    public void Tell_ContentFirst_ExtensionSecond(string content, string? name, string expected) =>
        Assert.Equal(expected, CorpusFormats.Tell(Encoding.UTF8.GetBytes(content), name).Name);

    [Fact]
    public void Tell_Unknown_ListsFormats() =>
        Assert.Equal(
            "x.dat: neither content nor extension tells the format; name it with --format (parquet, jsonl, tsv, csv, text).",
            Assert.Throws<BadDataException>(() => CorpusFormats.Tell("hello"u8, "x.dat")).Message);

    [Theory]
    [InlineData(new byte[] { 0x1F, 0x8B, 8 }, "compressed")]
    [InlineData(new byte[] { 0xFF, 0xFE, 65 }, "UTF-16")]
    [InlineData(new byte[0], "empty")]
    public void Tell_WhatIsNoText_IsNamed(byte[] head, string expected) =>
        Assert.Contains(expected, Assert.Throws<BadDataException>(() => CorpusFormats.Tell(head, "x.tsv")).Message, StringComparison.Ordinal);
}
