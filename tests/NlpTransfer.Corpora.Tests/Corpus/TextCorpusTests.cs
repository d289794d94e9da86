namespace NlpTransfer.Corpora.Tests.Corpus;

public sealed class TextCorpusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("English\tYoruba\nhello\tẹ n lẹ\n", "yor", "ẹ n lẹ")]
    [InlineData("English\tYoruba\nhello\tẹ n lẹ\n", "en", "hello")]
    [InlineData("page\teng\tyo\n1\thello\tẹ n lẹ\n", "yor", "ẹ n lẹ")]
    [InlineData("{\"en\":\"hello\",\"yor_Latn\":\"ẹ n lẹ\"}\n", "yor", "ẹ n lẹ")]
    // A usual name tells more than a language.
    [InlineData("yor\ttext\n1\tẹ n lẹ\n", "yor", "ẹ n lẹ")]
    public async Task ReadAllAsync_ColumnNamedByTheLanguage_IsTheText(string content, string language, string expected)
    {
        string path = _folder.File(content.StartsWith('{') ? "pairs.jsonl" : "pairs.tsv", content);
        Assert.Equal([expected], (await TextCorpus.Open(path, language).ReadAllAsync()).Select(row => row.Text));
    }

    // Indonesian's short code is the usual name of another column.
    [Theory]
    [InlineData("English\tYoruba\nhello\tẹ n lẹ\n", "hau", "'English', 'Yoruba'")]
    [InlineData("id\tEnglish\n7\thello\n", "ind", "'id', 'English'")]
    public async Task ReadAllAsync_NoColumnOfTheLanguage_AsksForTheColumn(string content, string language, string columns)
    {
        string path = _folder.File("pairs.tsv", content);
        BadDataException fault = await Assert.ThrowsAsync<BadDataException>(async () => await TextCorpus.Open(path, language).ReadAllAsync());
        Assert.Contains($"no text column was found among {columns}; name it with --text-column", fault.Message, StringComparison.Ordinal);
    }
}
