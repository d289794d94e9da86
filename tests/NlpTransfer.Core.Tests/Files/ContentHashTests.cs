namespace NlpTransfer.Tests.Files;

public sealed class ContentHashTests
{
    // The example of FIPS 180-2, and the hash of nothing.
    [Theory]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    public void OfText_KnownAnswers_AreGiven(string text, string hash)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.At("file"), text);
        Assert.Equal((hash, hash), (ContentHash.OfText(text), ContentHash.OfFile(folder.At("file"))));
    }

    [Fact]
    public void OfFolder_NamesAndContents_BothCount()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("one", "inner"));
        File.WriteAllText(folder.At("one", "inner", "b"), "abc");
        File.WriteAllText(folder.At("one", "a"), "");
        Assert.Equal(
            ContentHash.OfText($"{ContentHash.OfText("")}  a\n{ContentHash.OfText("abc")}  inner/b\n"),
            ContentHash.OfFolder(folder.At("one")));
    }

    [Fact]
    public void OfFile_Missing_SaysSo()
    {
        BadDataException refusal = Assert.Throws<BadDataException>(() => ContentHash.OfFile("/nowhere/at-all"));
        Assert.StartsWith("/nowhere/at-all: the file can't be read: ", refusal.Message, StringComparison.Ordinal);
    }
}
