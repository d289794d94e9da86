namespace NlpTransfer.Tokenization.Tests;

public sealed class AddedTokenTests
{
    private static TextTokenizer With(params AddedToken[] tokens)
    {
        TextTokenizer plain = SmallTokenizers.LoadUnigram();
        return new(plain.Definition with { AddedTokens = [.. plain.Definition.AddedTokens, .. tokens] });
    }

    private static string Encode(TextTokenizer tokenizer, string text) => string.Join('|', tokenizer.Encode(text, addSpecialTokens: false).Tokens);

    [Fact]
    public void Encode_LStrip_SwallowsTheWhiteSpaceBefore()
    {
        TokenEncoding encoding = SmallTokenizers.LoadUnigram().Encode("ab \t<mask> ab", addSpecialTokens: false);
        Assert.Equal(["▁ab", "<mask>", "▁ab"], encoding.Tokens);
        Assert.Equal([new(0, 2), new(2, 10), new(10, 13)], encoding.Offsets);
    }

    [Fact]
    public void Encode_RStrip_SwallowsTheWhiteSpaceAfter() =>
        Assert.Equal(new(1, 6), With(new AddedToken(13, "[x]") { RStrip = true }).Encode("a[x]  a", addSpecialTokens: false).Offsets[2]);

    [Fact]
    public void Encode_LStripAfterRStrip_TakesNothingTwice()
    {
        TextTokenizer tokenizer = With(new AddedToken(13, "[x]") { RStrip = true, LStrip = true });
        Assert.Equal([new(0, 4), new(4, 7)], tokenizer.Encode("[x] [x]", addSpecialTokens: false).Offsets);
    }

    [Theory]
    [InlineData("ab", "▁ab")]
    [InlineData("cat", "cat")]
    [InlineData("cats", "▁|c|a|ts")]
    [InlineData("a cat!", "▁|a|▁|cat|▁|!")]
    [InlineData("catcat", "▁|c|a|tc|a|t")]
    [InlineData("écat", "▁é|c|a|t")]
    public void Encode_SingleWord_IsNotFoundInsideWords(string text, string expected) =>
        Assert.Equal(expected, Encode(With(new AddedToken(13, "cat") { SingleWord = true }), text));

    [Fact]
    public void Encode_Longest_Wins() =>
        Assert.Equal("[xy]|[x", Encode(With(new AddedToken(13, "[x"), new AddedToken(14, "[xy]")), "[xy][x"));

    [Fact]
    public void Encode_Normalized_IsFoundInTheNormalisedText()
    {
        TextTokenizer tokenizer = With(new AddedToken(13, "ﬁx") { Normalized = true });
        Assert.Equal([13, 13], tokenizer.Encode("fixﬁx", addSpecialTokens: false).Ids);
        Assert.Equal("fix", tokenizer.Decode([13]));
        Assert.Equal("ﬁx", tokenizer.IdToToken(13));
        Assert.Equal(13, tokenizer.TokenToId("ﬁx"));
    }

    [Fact]
    public void Encode_NotNormalized_IsFoundAsItStandsOnly()
    {
        TextTokenizer tokenizer = With(new AddedToken(13, "ﬁx"));
        Assert.Equal([13], tokenizer.Encode("ﬁx", addSpecialTokens: false).Ids);
        Assert.DoesNotContain(13, tokenizer.Encode("fix", addSpecialTokens: false).Ids);
    }

    [Fact]
    public void Decode_Special_IsLeftOutOnDemand()
    {
        TextTokenizer tokenizer = With(new AddedToken(13, "[x]"));
        Assert.Equal("ab[x]", tokenizer.Decode([0, 7, 13, 2]));
        Assert.Equal("<s> ab[x]</s>", tokenizer.Decode([0, 7, 13, 2], skipSpecialTokens: false));
    }

    [Fact]
    public void Constructor_Contradictions_AreAllNamed()
    {
        UsageException refused = Assert.Throws<UsageException>(() => With(new AddedToken(13, "a"), new AddedToken(6, "new"), new AddedToken(13, "<mask>"), new AddedToken(14, "")));
        Assert.Equal(
            "The tokenizer's parts do not fit together: the added token 'a' has the id 13, but the model gives it 5; "
            + "the added token 'new' has the id 6, which belongs to the piece 'b'; the added token '<mask>' is there twice; "
            + "the id 13 belongs to two added tokens, one of them '<mask>'; the added token 14 has no text.",
            refused.Message);
    }
}
