namespace NlpTransfer.Tokenization.Tests;

public sealed class NormalizerTests
{
    [Theory]
    [InlineData("""{"type":"NFC"}""", "e\u0301a", "éa")]
    [InlineData("""{"type":"NFD"}""", "éa", "e\u0301a")]
    [InlineData("""{"type":"NFKC"}""", "ﬁ½", "fi1⁄2")]
    [InlineData("""{"type":"NFKD"}""", "ﬁé", "fie\u0301")]
    [InlineData("""{"type":"NFD"}""", "한", "\u1112\u1161\u11ab")]
    [InlineData("""{"type":"NFC"}""", "\u1112\u1161\u11ab", "한")]
    [InlineData("""{"type":"NFC"}""", "o\u0323\u0300", "ọ\u0300")]
    [InlineData("""{"type":"NFD"}""", "o\u0300\u0323", "o\u0323\u0300")]
    [InlineData("""{"type":"Lowercase"}""", "ẸÀİΣ𐐀", "ẹài\u0307σ𐐨")]
    [InlineData("""{"type":"StripAccents"}""", "e\u0301\u0903x", "ex")]
    [InlineData("""{"type":"Strip","strip_left":true,"strip_right":false}""", " \u2003a ", "a ")]
    [InlineData("""{"type":"Strip","strip_left":false,"strip_right":true}""", " a\t ", " a")]
    [InlineData("""{"type":"Strip","strip_left":true,"strip_right":true}""", "   ", "")]
    [InlineData("""{"type":"Prepend","prepend":"▁"}""", "a", "▁a")]
    [InlineData("""{"type":"Prepend","prepend":"▁"}""", "", "")]
    [InlineData("""{"type":"Replace","pattern":{"String":" "},"content":"▁"}""", " a b", "▁a▁b")]
    [InlineData("""{"type":"Replace","pattern":{"Regex":"[0-9]+"},"content":"$0"}""", "a12b3", "a$0b$0")]
    [InlineData("""{"type":"Replace","pattern":{"String":"x."},"content":""}""", "axb", "axb")]
    [InlineData("""{"type":"Sequence","normalizers":[{"type":"NFD"},{"type":"StripAccents"},{"type":"Lowercase"}]}""", "Ẹ̀KỌ́", "eko")]
    [InlineData("""{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,"strip_accents":null,"lowercase":true}""", "Ọ̀\u0007\t中x", "o  中 x")]
    [InlineData("""{"type":"BertNormalizer","clean_text":false,"handle_chinese_chars":false,"strip_accents":null,"lowercase":false}""", "Ọ\t中", "Ọ\t中")]
    [InlineData("""{"type":"BertNormalizer","clean_text":false,"handle_chinese_chars":false,"strip_accents":true,"lowercase":false}""", "Ọ", "O")]
    public void Normalize_Text_IsAsSpecified(string normalizer, string text, string expected) =>
        Assert.Equal(expected, SmallTokenizers.Normalize(normalizer, text).Text);

    [Fact]
    public void Normalize_Decomposition_SharesTheRangeOfItsCharacter() =>
        Assert.Equal([new(0, 1), new(0, 1), new(1, 2)], SmallTokenizers.Normalize("""{"type":"NFD"}""", "éa").Ranges);

    [Fact]
    public void Normalize_Composition_KeepsTheRangeOfItsFirstCharacter() =>
        Assert.Equal([new(0, 1), new(2, 3)], SmallTokenizers.Normalize("""{"type":"NFC"}""", "e\u0301a").Ranges);

    [Fact]
    public void Normalize_Prepended_SharesTheRangeOfTheFirst() =>
        Assert.Equal([new(0, 2), new(0, 2), new(0, 2)], SmallTokenizers.Normalize("""{"type":"Prepend","prepend":"▁"}""", "😀").Ranges);

    [Fact]
    public void Normalize_Replaced_SharesTheRangeOfTheLastCharacterOfTheMatch() =>
        Assert.Equal([new(0, 1), new(3, 4), new(4, 5)], SmallTokenizers.Normalize("""{"type":"Replace","pattern":{"Regex":" {2,}"},"content":" "}""", "a   b").Ranges);

    [Fact]
    public void Normalize_ManyMarks_AreOrderedByClass()
    {
        string marks = string.Concat(Enumerable.Repeat("\u0301\u0323", 40));
        string expected = new string('\u0323', 40) + new string('\u0301', 40);
        Assert.Equal("q" + expected, SmallTokenizers.Normalize("""{"type":"NFD"}""", "q" + marks).Text);
    }
}
