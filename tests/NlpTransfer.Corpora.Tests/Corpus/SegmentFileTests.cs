namespace NlpTransfer.Corpora.Tests;

public sealed class SegmentFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Read_TextFile_KeepsEveryLine()
    {
        // A name without a known ending, a comma and a tab in the text, CRLF, and no line end after the last.
        string file = Write("hyp.yo", "a, b\tc\r\n\r\n \n{\"x\":1}");
        Assert.Equal(["a, b\tc", "", " ", "{\"x\":1}"], (await SegmentFile.ReadAsync(file)).Lines);
    }

    [Fact]
    public async Task Read_Table_TakesTheColumn()
    {
        string file = Write("out.jsonl", "{\"source\":\"s\",\"translation\":\"t\",\"ref\":\"r\"}\n{\"source\":\"u\",\"translation\":\"\",\"ref\":\"v\"}\n");
        Assert.Equal(["t", ""], (await SegmentFile.ReadAsync(file, null, ["translation"])).Lines);
        Assert.Equal(["r", "v"], (await SegmentFile.ReadAsync(file, "ref", ["translation"])).Lines);
    }

    [Fact]
    public async Task Read_NoSuchColumn_SaysWhichThereAre()
    {
        string file = Write("out.tsv", "a\tb\nx\ty\n");
        var e = await Assert.ThrowsAsync<BadDataException>(() => SegmentFile.ReadAsync(file));
        Assert.Contains("'a', 'b'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_InvalidUtf8_NamesTheLineAndOffersNoSkipping()
    {
        string file = Path.Combine(_folder.Path, "bad.txt");
        File.WriteAllBytes(file, [.. "good\n"u8, 0xC3, 0x28, (byte)'\n']);
        var e = await Assert.ThrowsAsync<BadDataException>(() => SegmentFile.ReadAsync(file));
        Assert.Equal($"{file}:2: the row is not valid UTF-8; convert the file to UTF-8 first; mend the row.", e.Message);
    }

    [Fact]
    public async Task Read_EmptyFile_SaysSo()
    {
        string file = Write("empty.txt", "");
        Assert.Equal($"{file}: the file is empty; expected a text a line.", (await Assert.ThrowsAsync<BadDataException>(() => SegmentFile.ReadAsync(file))).Message);
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}
