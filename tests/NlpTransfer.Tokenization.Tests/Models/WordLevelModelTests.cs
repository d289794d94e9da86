namespace NlpTransfer.Tokenization.Tests;

public sealed class WordLevelModelTests
{
    [Fact]
    public void Encode_WordsAndUnknown_AreNamed()
    {
        var tokenizer = new TextTokenizer(new() { Model = new WordLevelModel(["<unk>", "the", "cat"]), PreTokenizer = new WhitespaceSplitPreTokenizer() });
        TokenEncoding encoding = tokenizer.Encode("the  dog cat");
        Assert.Equal([1, 0, 2], encoding.Ids);
        Assert.Equal([new(0, 3), new(5, 8), new(9, 12)], encoding.Offsets);
    }

    [Fact]
    public void Encode_NoUnknownPiece_IsRefused() =>
        Assert.Throws<BadDataException>(() => new TextTokenizer(new() { Model = new WordLevelModel(["the"]) }).Encode("cat"));

    [Fact]
    public void Equals_OtherWordsOrUnknown_Differ()
    {
        Assert.Equal(new WordLevelModel(["a", "b"]), new WordLevelModel(["a", "b"]));
        Assert.NotEqual(new WordLevelModel(["a", "b"]), new WordLevelModel(["b", "a"]));
        Assert.NotEqual(new WordLevelModel(["a", "b"], "a"), new WordLevelModel(["a", "b"], "b"));
    }
}
