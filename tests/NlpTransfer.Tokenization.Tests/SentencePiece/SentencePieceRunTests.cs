namespace NlpTransfer.Tokenization.Tests;

public sealed class SentencePieceRunTests
{
    [Theory]
    [InlineData("ab ab", "▁ab ▁ab")]
    [InlineData("  ab   a ", "▁ab ▁ a")]
    [InlineData("a<url>b", "▁ a <url> b")]
    [InlineData("<s>", "▁ <s>")]
    [InlineData("zz a", "▁ zz ▁ a")]
    [InlineData("", "")]
    [InlineData("   ", "")]
    public void Encode_Unigram_IsSentencePieces(string text, string expected) => Assert.Equal(expected, SmallModels.Tokens(SmallModels.Unigram(), text));

    [Fact]
    public void Encode_ControlPieceInText_IsUnknownText()
    {
        TokenEncoding encoding = SmallModels.Unigram().Encode("<s>");
        Assert.Equal([4, 0], encoding.Ids);
        Assert.Equal([new(0, 0), new(0, 3)], encoding.Offsets);
    }

    [Theory]
    [InlineData("ab abc", "▁ab ▁ab c")]
    [InlineData("abcab", "▁ab c ab")]
    [InlineData("cabc", "▁ c abc")]
    [InlineData("xy", "▁ xy")]
    [InlineData("xz xa", "▁ xz ▁ x a")]
    [InlineData("a<url>b", "▁ a <url> b")]
    public void Encode_Bpe_IsSentencePieces(string text, string expected) => Assert.Equal(expected, SmallModels.Tokens(SmallModels.Bpe(), text));

    [Fact]
    public void Encode_BpeCharacterThatIsNoPiece_IsMergedButUnknownAlone()
    {
        TextTokenizer tokenizer = SmallModels.Bpe();
        Assert.Equal([6, 5], tokenizer.Encode("xy").Ids);
        Assert.Equal([6, 0], tokenizer.Encode("xx").Ids);
        Assert.Equal([new(0, 0), new(0, 2)], tokenizer.Encode("xx").Offsets);
    }

    [Theory]
    [InlineData(3, "ab  a", "ab ▁ a")]
    [InlineData(4, " ab  a ", "▁ ▁ab ▁ ▁ a ▁")]
    [InlineData(5, "ab", "  ab")]
    public void Encode_OptionOff_ChangesTheResult(int field, string text, string expected) =>
        Assert.Equal(expected, SmallModels.Tokens(SmallModels.Unigram(normalizer: writer => writer.WriteBool(field, false)), text));

    [Fact]
    public void Decode_AllKinds_AreText()
    {
        TextTokenizer tokenizer = SmallModels.Unigram(writer => writer.WriteText(44, "?"));
        Assert.Equal("ab?a <url>", tokenizer.Decode([1, 7, 0, 5, 4, 3, 2]));
        Assert.Equal("a", tokenizer.Decode([4, 4, 5]));
        Assert.Equal(" \u2047 ", SmallModels.Unigram().Decode([0]));
        Assert.Equal(" a", SmallModels.Unigram(normalizer: writer => writer.WriteBool(4, false)).Decode([4, 4, 5]));
    }

    [Fact]
    public void SpecialTokens_PiecesOfTheRecipe_AreFound()
    {
        Assert.Equal(new SpecialTokens { Unknown = 0, Begin = 1, End = 2 }, SmallModels.Unigram().SpecialTokens);
        Assert.Equal(new SpecialTokens { Unknown = 0, End = 1 }, SmallModels.Unigram(writer =>
        {
            writer.WriteText(46, "nowhere");
            writer.WriteText(47, "<s>");
        }).SpecialTokens);
    }

    [Fact]
    public void WithModel_OtherPieces_KeepTheirKinds()
    {
        TextTokenizer tokenizer = SmallModels.Unigram();
        var model = (UnigramModel)tokenizer.Definition.Model;
        var changed = new TextTokenizer(tokenizer.Definition.WithModel(model.WithPieces([.. model.GetPieces(), new("<s>a", -1)])));
        Assert.Equal("▁ <s>a <s>", SmallModels.Tokens(changed, "<s>a<s>"));
        Assert.Equal([4, 9, 0], changed.Encode("<s>a<s>").Ids);
        Assert.NotEqual(model, UnigramModel.Create(model.GetPieces(), "<unk>"));
    }
}
