using System.Buffers;
using Microsoft.ML.Tokenizers;

namespace NlpTransfer.Tokenization.Tests;

public sealed class MicrosoftTokenizerAdapterTests
{
    private const string Text = "ab ﬁ é ba";

    private static MicrosoftTokenizerAdapter Adapter(bool special = false) => new MicrosoftTokenizerAdapter(SmallTokenizers.LoadUnigram(), special);

    [Fact]
    public void EncodeToTokens_Text_EqualsTheTokenizer()
    {
        TokenEncoding expected = SmallTokenizers.LoadUnigram().Encode(Text, addSpecialTokens: false);
        IReadOnlyList<EncodedToken> tokens = Adapter().EncodeToTokens(Text, out string? normalized);
        Assert.Null(normalized);
        Assert.Equal(expected.Ids, tokens.Select(token => token.Id));
        Assert.Equal(expected.Tokens, tokens.Select(token => token.Value));
        Assert.Equal(expected.Offsets, tokens.Select(token => new TokenRange(token.Offset.Start.Value, token.Offset.End.Value)));
        Assert.Equal(expected.Ids, Adapter().EncodeToIds(Text.AsSpan()));
        Assert.Equal(expected.Ids.Length, Adapter().CountTokens(Text));
    }

    [Fact]
    public void EncodeToIds_WithSpecialTokens_CarriesThemWithinTheLimit()
    {
        Assert.Equal([0, 7, 2], Adapter(special: true).EncodeToIds("ab"));
        Assert.Equal([0, 7, 2], Adapter(special: true).EncodeToIds("ab ab", 3, out _, out int consumed));
        Assert.Equal(2, consumed);
        Assert.Equal(3, Adapter(special: true).CountTokens("ab"));
        Assert.Empty(Adapter(special: true).EncodeToIds("ab", 1, out _, out _));
    }

    [Theory]
    [InlineData(1, 2, 1)]
    [InlineData(2, 5, 2)]
    [InlineData(3, 8, 3)]
    [InlineData(100, 8, 3)]
    public void GetIndexByTokenCount_Limit_IsTheEndOfTheLastTokenThatFits(int limit, int index, int count)
    {
        Assert.Equal(index, Adapter().GetIndexByTokenCount("ab ab ab", limit, out string? normalized, out int tokens));
        Assert.Null(normalized);
        Assert.Equal(count, tokens);
        Assert.Equal(count, Adapter().EncodeToIds("ab ab ab", limit, out _, out int consumed).Count);
        Assert.Equal(index, consumed);
    }

    [Theory]
    [InlineData(1, 5, 1)]
    [InlineData(2, 2, 2)]
    [InlineData(3, 0, 3)]
    [InlineData(100, 0, 3)]
    public void GetIndexByTokenCountFromEnd_Limit_IsTheStartOfTheFirstTokenThatFits(int limit, int index, int count)
    {
        Assert.Equal(index, Adapter().GetIndexByTokenCountFromEnd("ab ab ab", limit, out _, out int tokens));
        Assert.Equal(count, tokens);
    }

    [Fact]
    public void GetIndexByTokenCount_TokensOfOneLetter_AreNotTornApart()
    {
        List<UnigramPiece> pieces = [new("<unk>", 0), new("a", -1), .. Enumerable.Range(0, 256).Select(value => new UnigramPiece($"<0x{value:X2}>", 0))];
        var adapter = new MicrosoftTokenizerAdapter(new(new() { Model = UnigramModel.Create(pieces, "<unk>", byteFallback: true) }));
        Assert.Equal(1, adapter.GetIndexByTokenCount("aéa", 2, out _, out int tokens));
        Assert.Equal(1, tokens);
        Assert.Equal(2, adapter.GetIndexByTokenCountFromEnd("aéa", 2, out _, out tokens));
        Assert.Equal(1, tokens);
        Assert.Equal([1], adapter.EncodeToIds("aéa", 2, out _, out _));
    }

    [Fact]
    public void EncodeToIds_WithoutNormalizationOrPreTokenization_LeavesThemOut()
    {
        Assert.Equal([8, 3], Adapter().EncodeToIds("abﬁ", considerNormalization: false, considerPreTokenization: false));
        Assert.Equal([7, 3], Adapter().EncodeToIds("abﬁ", considerNormalization: false));
        Assert.Equal(["ab", " fi"], Adapter().EncodeToTokens("ab ﬁ", out _, considerPreTokenization: false).Select(token => token.Value));
    }

    [Fact]
    public void Decode_Ids_EqualsTheTokenizer()
    {
        Assert.Equal("ab ab", Adapter().Decode([0, 7, 7, 2]));
        var text = new char[10];
        Assert.Equal(OperationStatus.Done, Adapter().Decode([7, 7], text, out int ids, out int written));
        Assert.Equal((2, 5, "ab ab"), (ids, written, new string(text, 0, written)));
        Assert.Equal(OperationStatus.DestinationTooSmall, Adapter().Decode([7, 7], text.AsSpan(0, 4), out ids, out written));
        Assert.Equal((0, 0), (ids, written));
        Assert.Equal(OperationStatus.InvalidData, Adapter().Decode([99], text, out _, out _));
        Assert.Throws<InvalidOperationException>(() => Adapter().Decode([99]));
    }

    [Fact]
    public void Normalizer_Text_EqualsTheTokenizer()
    {
        Assert.Equal("fi a", Adapter().Normalizer!.Normalize("ﬁ   a"));
        Assert.Equal("fi", Adapter().Normalizer!.Normalize("ﬁ".AsSpan()));
        Assert.Null(new MicrosoftTokenizerAdapter(SmallTokenizers.Changed(("normalizer", null))).Normalizer);
    }
}
