namespace NlpTransfer.Tokenization.Tests;

public sealed class UnigramModelTests
{
    [Theory]
    [InlineData("ab", "▁ab")]
    [InlineData("abab", "▁ab ab")]
    [InlineData("ba", "▁ ba")]
    [InlineData("é", "▁é")]
    [InlineData("xy a", "▁ xy ▁ a")]
    [InlineData("axxa", "▁ a xx a")]
    [InlineData("", "")]
    public void Encode_Text_TakesTheBestPieces(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', SmallTokenizers.LoadUnigram().Encode(text, addSpecialTokens: false).Tokens));

    [Fact]
    public void Encode_Unknowns_AreFusedAndShownAsTheyStand()
    {
        TokenEncoding encoding = SmallTokenizers.LoadUnigram().Encode("a😀𝔘b", addSpecialTokens: false);
        Assert.Equal(["▁", "a", "😀U", "b"], encoding.Tokens);
        Assert.Equal([4, 5, 3, 6], encoding.Ids);
        Assert.Equal([new(0, 1), new(0, 1), new(1, 5), new(5, 6)], encoding.Offsets);
    }

    [Fact]
    public void Encode_EqualScores_KeepsTheWayFoundFirst()
    {
        UnigramModel model = UnigramModel.Create([new("<unk>", 0), new("a", -1), new("aa", -2)], "<unk>");
        var tokenizer = new TextTokenizer(new() { Model = model });

        // The longer piece reaches the end first; an equal score does not replace it.
        Assert.Equal([2], tokenizer.Encode("aa").Ids);
    }

    [Fact]
    public void Encode_ByteFallback_WritesUnknownsAsBytes()
    {
        List<UnigramPiece> pieces = [new("<unk>", 0), new("a", -1), .. Enumerable.Range(0, 256).Select(value => new UnigramPiece($"<0x{value:X2}>", 0))];
        var tokenizer = new TextTokenizer(new() { Model = UnigramModel.Create(pieces, "<unk>", byteFallback: true) });
        TokenEncoding encoding = tokenizer.Encode("aéé");
        Assert.Equal(["a", "<0xC3>", "<0xA9>", "<0xC3>", "<0xA9>"], encoding.Tokens);
        Assert.All(encoding.Offsets.Skip(1), range => Assert.Equal(new(1, 3), range));
    }

    [Fact]
    public void Encode_ByteMissing_FallsBackToTheUnknownPiece()
    {
        var tokenizer = new TextTokenizer(new() { Model = UnigramModel.Create([new("<unk>", 0), new("<0xC3>", -1)], "<unk>", byteFallback: true) });
        Assert.Equal([0], tokenizer.Encode("é").Ids);
    }

    [Fact]
    public void Encode_NoUnknownPiece_RefusesWhatItCannotExpress()
    {
        var tokenizer = new TextTokenizer(new() { Model = UnigramModel.Create([new("a", -1)], unknown: null) });
        Assert.Equal([0, 0], tokenizer.Encode("aa").Ids);
        BadDataException refused = Assert.Throws<BadDataException>(() => tokenizer.Encode("axa"));
        Assert.StartsWith("The text 'x' can't be expressed", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_BadPieces_NamesAllFaults()
    {
        UsageException refused = Assert.Throws<UsageException>(() => UnigramModel.Create([new("a", double.NaN), new("a", -1)], "<unk>"));
        Assert.Equal("The vocabulary can't be used: piece 0 ('a') has no finite score; piece 1 ('a') is there already.", refused.Message);
        refused = Assert.Throws<UsageException>(() => UnigramModel.Create([new("a", -1)], "<unk>"));
        Assert.Equal("The vocabulary can't be used: the unknown piece '<unk>' is missing.", refused.Message);
    }

    [Fact]
    public void Equals_SameVocabulary_IsTrue()
    {
        UnigramModel first = UnigramModel.Create([new("a", -1)], null);
        Assert.Equal(first, UnigramModel.Create(first.GetPieces(), null));
        Assert.NotEqual(first, UnigramModel.Create([new("b", -1)], null));
        Assert.NotEqual(first, UnigramModel.Create([new("a", -2)], null));
    }
}
