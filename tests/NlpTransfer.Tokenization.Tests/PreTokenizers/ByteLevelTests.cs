namespace NlpTransfer.Tokenization.Tests;

public sealed class ByteLevelTests
{
    private const string Plain = """{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":true}""";

    [Theory]
    [InlineData("Hello  world's  123a! ", "Hello|Ġ|Ġworld|'s|Ġ|Ġ123|a|!|Ġ")]
    [InlineData("we'll 'quote'", "we|'ll|Ġ'|quote|'")]
    [InlineData("a\n\n b", "a|ĊĊ|Ġb")]
    [InlineData("a \n", "a|ĠĊ")]
    [InlineData("é😀𝒳x", "Ã©|ðŁĺĢ|ðĿĴ³x")]
    public void Split_GptPattern_CutsAsGpt2Does(string text, string expected) => Assert.Equal(expected, string.Join('|', SmallTokenizers.Split(Plain, text)));

    [Fact]
    public void Split_Options_ChangeTheResult()
    {
        Assert.Equal(["Ġa", "Ġb"], SmallTokenizers.Split(Plain.Replace("\"add_prefix_space\":false", "\"add_prefix_space\":true", StringComparison.Ordinal), "a b"));
        Assert.Equal(["aĠb"], SmallTokenizers.Split(Plain.Replace("\"use_regex\":true", "\"use_regex\":false", StringComparison.Ordinal), "a b"));
    }

    [Fact]
    public void Decode_AnyBytes_AreTheText()
    {
        Assert.Equal("é 😀", SmallTokenizers.Decode(Plain, "Ã", "©Ġ", "ðŁĺĢ"));
        Assert.Equal("\uFFFDx", SmallTokenizers.Decode(Plain, "Ã", "x"));
    }

    [Fact]
    public void Decode_ATokenOfOtherCharacters_StandsForItself() => Assert.Equal("a▁b", SmallTokenizers.Decode(Plain, "a", "▁", "b"));

    [Fact]
    public void Alphabet_AllBytes_ComeBack()
    {
        for (int value = 0; value < 256; value++)
        {
            Assert.True(ByteAlphabet.TryToByte(ByteAlphabet.ToChar((byte)value), out byte back));
            Assert.Equal(value, back);
        }

        Assert.False(ByteAlphabet.TryToByte(' ', out _));
        Assert.False(ByteAlphabet.TryToByte('▁', out _));
    }
}
