namespace NlpTransfer.Metrics.Tests;

/// <summary>What each of BLEU's tokenizers makes of a line.</summary>
public sealed class BleuWordsTests
{
    [Theory]
    [InlineData("Hello, world.", "Hello|,|world|.")]
    [InlineData("1,000.50 (a/b) x-y 5-6 $3", "1,000.50|(|a|/|b|)|x-y|5|-|6|$|3")]
    [InlineData("It's &quot;so&quot; &amp;amp; on<skipped>", "It's|\"|so|\"|&|amp|;|on")]
    [InlineData("cut-\nword and\nline", "cutword|and|line")]
    [InlineData("“quoted” ¿qué?", "“quoted”|¿qué|?")]
    [InlineData("a..b", "a|.|.|b")]
    public void Of_V13a_PartsAsMteval(string line, string words) => Assert.Equal(words.Split('|'), BleuWords.Of(line, BleuTokenizer.V13a));

    [Theory]
    [InlineData("“quoted” ¿qué? 3.5 a.b €5", "“|quoted|”|¿|qué|?|3.5|a|.|b|€|5")]
    [InlineData("in 1999.", "in|1999.")]
    [InlineData("٣٫٥ 𝟙,𝟚 😀!", "٣٫٥|𝟙,𝟚|😀|!")]
    public void Of_International_PartsByUnicode(string line, string words) => Assert.Equal(words.Split('|'), BleuWords.Of(line, BleuTokenizer.International));

    [Theory]
    [InlineData("我爱NLP，3.5元", "我|爱|NLP|，|3.5|元")]
    [InlineData("a…b “c”", "a|…|b|“|c|”")]
    [InlineData("\U00020000\U00020001", "\U00020000\U00020001")]
    public void Of_Chinese_PartsCharacters(string line, string words) => Assert.Equal(words.Split('|'), BleuWords.Of(line, BleuTokenizer.Chinese));

    [Fact]
    public void Of_Characters_EveryCodePoint() => Assert.Equal(["a", "é", "😀", ".", "b"], BleuWords.Of("aé 😀.b", BleuTokenizer.Characters));

    [Fact]
    public void Of_None_PythonsSpaces() => Assert.Equal(["a,", "b", "c", "d"], BleuWords.Of(" a,\u00A0b\u001Cc\u3000\td ", BleuTokenizer.None));

    [Fact]
    public void Of_UnpairedSurrogate_Kept() => Assert.Equal(["\uD83D", "!"], BleuWords.Of("\uD83D!", BleuTokenizer.V13a));
}
