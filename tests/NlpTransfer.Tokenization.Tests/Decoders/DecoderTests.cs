namespace NlpTransfer.Tokenization.Tests;

public sealed class DecoderTests
{
    [Theory]
    [InlineData("""{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true}""", "▁a,▁b▁", "a| b ")]
    [InlineData("""{"type":"Metaspace","replacement":"▁","prepend_scheme":"never","split":true}""", "▁a,▁b", " a| b")]
    [InlineData("""{"type":"WordPiece","prefix":"##","cleanup":true}""", "wor,##ld,!,do,not", "wor|ld|!| do| not")]
    [InlineData("""{"type":"WordPiece","prefix":"##","cleanup":false}""", "a,!", "a| !")]
    [InlineData("""{"type":"ByteFallback"}""", "x,<0xC3>,<0xA9>,y", "x|é|y")]
    [InlineData("""{"type":"ByteFallback"}""", "<0xC3>,<0xFF>,<0xZZ>", "\uFFFD\uFFFD|<0xZZ>")]
    [InlineData("""{"type":"Fuse"}""", "a,b", "ab")]
    [InlineData("""{"type":"Strip","content":" ","start":1,"stop":2}""", "  a   ", " a ")]
    [InlineData("""{"type":"Strip","content":" ","start":3,"stop":3}""", " ", "")]
    [InlineData("""{"type":"Replace","pattern":{"String":"▁"},"content":" "}""", "▁a▁", " a ")]
    [InlineData("""{"type":"Sequence","decoders":[{"type":"Replace","pattern":{"String":"▁"},"content":" "},{"type":"ByteFallback"},{"type":"Fuse"},{"type":"Strip","content":" ","start":1,"stop":0}]}""", "▁a,<0x21>", "a!")]
    public void Decode_Tokens_IsAsSpecified(string decoder, string tokens, string expected) =>
        Assert.Equal(expected, SmallTokenizers.Decode(decoder, tokens.Split(',')));

    [Fact]
    public void Decode_NoDecoder_JoinsWithBlanks() =>
        Assert.Equal("a b", SmallTokenizers.Changed(("decoder", null)).Decode([5, 6]));

    [Fact]
    public void Decode_UnusedId_IsLeftOut() => Assert.Equal("ab", SmallTokenizers.LoadUnigram().Decode([7, 999, -1]));
}
