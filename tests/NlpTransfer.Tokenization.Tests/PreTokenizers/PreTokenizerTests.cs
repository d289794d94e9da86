namespace NlpTransfer.Tokenization.Tests;

public sealed class PreTokenizerTests
{
    [Theory]
    [InlineData("""{"type":"WhitespaceSplit"}""", " a-b\t c\u2003", "a-b|c")]
    [InlineData("""{"type":"Whitespace"}""", "Hé_1, wọ́n!? x", "Hé_1|,|wọ́n|!?|x")]
    [InlineData("""{"type":"BertPreTokenizer"}""", "a,b  $c。", "a|,|b|$|c|。")]
    [InlineData("""{"type":"Digits","individual_digits":true}""", "a12½", "a|1|2|½")]
    [InlineData("""{"type":"Digits","individual_digits":false}""", "a12b", "a|12|b")]
    [InlineData("""{"type":"Digits","individual_digits":false}""", "12b", "12|b")]
    [InlineData("""{"type":"Punctuation"}""", "a,,b", "a|,|,|b")]
    [InlineData("""{"type":"Punctuation","behavior":"Removed"}""", "a,,b", "a|b")]
    [InlineData("""{"type":"Punctuation","behavior":"Contiguous"}""", "a,,b", "a|,,|b")]
    [InlineData("""{"type":"Punctuation","behavior":"MergedWithPrevious"}""", "a,,b", "a,|,|b")]
    [InlineData("""{"type":"Punctuation","behavior":"MergedWithNext"}""", "a,,b", "a|,|,b")]
    [InlineData("""{"type":"Sequence","pretokenizers":[{"type":"WhitespaceSplit"},{"type":"Digits","individual_digits":true}]}""", "a1 2", "a|1|2")]
    [InlineData("""{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true}""", "a  b", "▁a|▁|▁b")]
    [InlineData("""{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true}""", " a", "▁a")]
    [InlineData("""{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true}""", "▁a", "▁a")]
    [InlineData("""{"type":"Metaspace","replacement":"▁","prepend_scheme":"never","split":true}""", "a b", "a|▁b")]
    [InlineData("""{"type":"Metaspace","replacement":"▁","prepend_scheme":"first","split":false}""", "a b", "▁a▁b")]
    [InlineData("""{"type":"Metaspace","replacement":"_","add_prefix_space":false,"str_rep":"_"}""", "a b", "a|_b")]
    public void Split_Text_IsAsSpecified(string preTokenizer, string text, string expected) =>
        Assert.Equal(expected, string.Join('|', SmallTokenizers.Split(preTokenizer, text)));

    [Fact]
    public void Split_MetaspaceFirst_MarksOnlyTheBeginningOfTheText()
    {
        TextTokenizer tokenizer = SmallTokenizers.Changed(("pre_tokenizer", """{"type":"Metaspace","replacement":"▁","prepend_scheme":"first","split":true}"""));
        Assert.Equal(["▁ab", "<s>", "ab"], tokenizer.Encode("ab<s>ab", addSpecialTokens: false).Tokens);
        Assert.Equal(["▁ab", "<s>", "▁ab"], SmallTokenizers.LoadUnigram().Encode("ab<s>ab", addSpecialTokens: false).Tokens);
    }

    [Fact]
    public void Read_ContradictoryMetaspace_IsRefused()
    {
        ModelFormatException refused = Assert.Throws<ModelFormatException>(() =>
            SmallTokenizers.Split("""{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","add_prefix_space":false}""", "a"));
        Assert.Equal("test.json: $.pre_tokenizer.add_prefix_space is false, but prepend_scheme is 'always'.", refused.Message);
    }
}
