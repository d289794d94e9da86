namespace NlpTransfer.Tokenization.Tests;

public sealed class WordPieceModelTests
{
    private static TextTokenizer Tokenizer(int longest = 100) => new(new()
    {
        PreTokenizer = new WhitespaceSplitPreTokenizer(),
        Model = WordPieceModel.Create(["[UNK]", "un", "##aff", "##able", "##a", "u", "##"], maxInputCharsPerWord: longest),
    });

    [Theory]
    [InlineData("unaffable", "un ##aff ##able")]
    [InlineData("una u", "un ##a u")]
    [InlineData("unx u", "[UNK] u")]
    public void Encode_Words_TakesTheLongestPieceFromTheLeft(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Tokenizer().Encode(text).Tokens));

    [Fact]
    public void Encode_LongWord_IsUnknownByCodePoints()
    {
        TextTokenizer tokenizer = Tokenizer(longest: 3);
        Assert.Equal(["un", "##a"], tokenizer.Encode("una").Tokens);
        Assert.Equal(["[UNK]"], tokenizer.Encode("unaa").Tokens);
        Assert.Equal(new(0, 6), tokenizer.Encode("😀😀😀").Offsets[0]);
    }

    [Fact]
    public void Create_UnknownMissing_IsRefused()
    {
        UsageException refused = Assert.Throws<UsageException>(() => WordPieceModel.Create(["a"]));
        Assert.Equal("The vocabulary can't be used: the unknown piece '[UNK]' is missing.", refused.Message);
    }

    [Fact]
    public void Read_IdsWithGaps_KeepsThem()
    {
        TextTokenizer tokenizer = SmallTokenizers.Load("""{"added_tokens":[],"model":{"type":"WordPiece","vocab":{"b":7,"[UNK]":2}}}""");
        Assert.Equal(8, tokenizer.VocabularySize);
        Assert.Equal([7], tokenizer.Encode("b").Ids);
        Assert.Null(tokenizer.IdToToken(3));
        Assert.Contains("\"vocab\":{\"[UNK]\":2,\"b\":7}", System.Text.Encoding.UTF8.GetString(SmallTokenizers.Save(tokenizer)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"[UNK]":0,"a":0}""", "gives the id 0 to '[UNK]' and to 'a'.")]
    [InlineData("""{"[UNK]":0,"a":-1}""", "$.model.vocab[1] was expected to be an id")]
    [InlineData("""{"[UNK]":0,"a":16000000}""", "has 2 pieces but ids up to 16000000")]
    [InlineData("""{"[UNK]":0,"[UNK]":1}""", "has the piece '[UNK]' twice")]
    [InlineData("""{"a":0}""", "$.model.unk_token is '[UNK]', which is not in the vocabulary")]
    public void Read_BadVocabulary_IsRefusedWithItsPlace(string vocabulary, string part) =>
        Assert.Contains(part, SmallTokenizers.Refused("{\"model\":{\"type\":\"WordPiece\",\"vocab\":" + vocabulary + "}}").Message, StringComparison.Ordinal);
}
