using System.Globalization;

namespace NlpTransfer.Tokenization.Tests;

public sealed class SplitPreTokenizerTests
{
    [Theory]
    [InlineData("MergedWithPrevious", false, "a |b |c")]
    [InlineData("MergedWithNext", false, "a| b| c")]
    [InlineData("Isolated", false, "a| |b| |c")]
    [InlineData("Removed", false, "a|b|c")]
    [InlineData("Removed", true, " | ")]
    public void Split_AtAText_DoesWhatTheBehaviorSays(string behavior, bool invert, string expected) =>
        Assert.Equal(expected, string.Join('|', SmallTokenizers.Split(Json("""{"String":" "}""", behavior, invert), "a b c")));

    [Fact]
    public void Split_LlamaPattern_SeesLettersBeyondTheBasicPlane()
    {
        const string Pattern = """{"Regex":"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"}""";
        Assert.Equal(["x", "'S", " 𝒳y", " ", " 😀", "123", "45", "𐐀"], SmallTokenizers.Split(Json(Pattern, "Isolated", false), "x'S 𝒳y  😀12345𐐀"));
    }

    [Fact]
    public void Split_TextBeyondTheBasicPlane_IsFoundExactly() =>
        Assert.Equal(["a😁b", "c"], SmallTokenizers.Split(Json("""{"String":"😀"}""", "Removed", false), "a😁b😀c"));

    [Fact]
    public void Stands_EachCategory_IsOfIt() =>
        Assert.All(RegexProjection.Stands, stand => Assert.Equal(stand.Key, CharUnicodeInfo.GetUnicodeCategory(stand.Value)));

    [Fact]
    public void Stands_AllCodePoints_HaveOne()
    {
        for (int code = 0x10000; code <= 0x10FFFF; code++)
        {
            UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(code);
            Assert.True(category == UnicodeCategory.OtherNotAssigned || RegexProjection.Stands.ContainsKey(category), $"U+{code:X} is {category}");
        }
    }

    private static string Json(string pattern, string behavior, bool invert) =>
        $$"""{"type":"Split","pattern":{{pattern}},"behavior":"{{behavior}}","invert":{{(invert ? "true" : "false")}}}""";
}
