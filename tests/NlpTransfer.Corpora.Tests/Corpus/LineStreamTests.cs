namespace NlpTransfer.Corpora.Tests;

public sealed class LineStreamTests
{
    [Fact]
    public async Task Read_BadLines_AreGivenWithTheirFaultAndTheRestFollows()
    {
        byte[] bytes = [.. "a\r\n"u8, 0xC3, 0x28, (byte)'\n', .. new byte[(4 << 20) + 1].Select(_ => (byte)'x'), (byte)'\n', .. "\nlast"u8];
        List<SourceLine> lines = await LineStream.ReadAsync(new MemoryStream(bytes)).ToListAsync();
        Assert.Equal(
            [
                new(1, "a", null, "\r\n"), new(2, null, "the line is not valid UTF-8"), new(3, null, "the line is longer than the 4,194,304 bytes that are accepted"),
                new(4, ""), new(5, "last", null, ""),
            ],
            lines);
    }

    [Fact]
    public void Read_MissingFile_SaysSo() => Assert.Throws<BadDataException>(() => LineStream.ReadAsync("nowhere.txt"));
}
