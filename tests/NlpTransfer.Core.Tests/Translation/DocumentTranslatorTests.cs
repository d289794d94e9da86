using CsCheck;

namespace NlpTransfer.Core.Tests;

public sealed class DocumentTranslatorTests
{
    [Theory]
    [InlineData("One. Two! Three? Four", "One.|Two!|Three?|Four")]
    [InlineData("Dr. Ada saw J. R. Smith, e.g. at 3.5 km. It rained.", "Dr. Ada saw J. R. Smith, e.g. at 3.5 km.|It rained.")]
    [InlineData("1. First point. 2. Second", "1. First point.|2. Second")]
    [InlineData("He said \"Stop.\" Then he left... and came back.", "He said \"Stop.\"|Then he left... and came back.")]
    [InlineData("今日は雨です。明日は「晴れ。」です", "今日は雨です。|明日は「晴れ。」|です")]
    [InlineData("यह एक है। यह दो है।", "यह एक है।|यह दो है।")]
    [InlineData("هل هذا؟ نعم.", "هل هذا؟|نعم.")]
    [InlineData("ሰላም። እንዴት ነህ?", "ሰላም።|እንዴት ነህ?")]
    [InlineData("See <a title=\"A. B\">it</a>. Or https://ex.org/a.B too.", "See <a title=\"A. B\">it</a>.|Or https://ex.org/a.B too.")]
    public async Task Translate_Line_CutsItIntoSentences(string line, string sentences)
    {
        var inner = new FunctionTranslator(text => text);
        Assert.Equal(line, (await inner.WithDocuments().TranslateAsync([line]))[0].Text.Replace("」 で", "」で", StringComparison.Ordinal));
        Assert.Equal(sentences.Split('|'), inner.Seen);
    }

    [Fact]
    public async Task Translate_Document_KeepsLinesBlanksAndIndents()
    {
        const string Document = "\r\n  One.  Two.\r\n\r\n\tThree\n\n \nFour.\u2028Five";
        TextTranslation translation = Assert.Single(await new FunctionTranslator(text => text.ToUpperInvariant() + "\n").WithDocuments().TranslateAsync([Document]));
        Assert.Equal(Document.ToUpperInvariant(), translation.Text);
        Assert.Equal((TranslationFlags.None, -5.0, 5), (translation.Flags, translation.Score!.Value, translation.CutTokens));
    }

    [Fact]
    public async Task Translate_LongSentence_IsCutAtAClauseAndJoined()
    {
        var inner = new FunctionTranslator(text => text.ToUpperInvariant());
        const string Sentence = "when it rains the river rises, and then the bridge is closed";
        TextTranslation translation = Assert.Single(await inner.WithDocuments(new() { MaximumLength = 40 }).TranslateAsync([Sentence]));
        Assert.Equal((Sentence.ToUpperInvariant(), TranslationFlags.SplitSentence), (translation.Text, translation.Flags));
        Assert.Equal(["when it rains the river rises,", "and then the bridge is closed"], inner.Seen);
        inner.Seen.Clear();
        await inner.WithDocuments(new() { MaximumLength = 16, Measure = text => 3 * text.Split(' ').Length }).TranslateAsync([Sentence]);
        Assert.All(inner.Seen, part => Assert.InRange(part.Split(' ').Length, 1, 5));
        Assert.Equal(Sentence, string.Join(' ', inner.Seen));
    }

    [Fact]
    public async Task Translate_LongSentence_NeverCutsAPlaceholder()
    {
        var inner = new FunctionTranslator(text => text);
        const string Sentence = "go <a href=\"https://example.org/with a very long, long title\">there</a> now";
        Assert.Equal(Sentence, (await inner.WithDocuments(new() { MaximumLength = 16 }).TranslateAsync([Sentence]))[0].Text);
        Assert.Contains(inner.Seen, part => part.Contains("<a href=\"https://example.org/with a very long, long title\">", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Translate_EmptyTranslation_KeepsTheSentenceAndSaysSo()
    {
        TextTranslation translation = Assert.Single(await new FunctionTranslator(text => text == "One." ? "  " : "ZWEI.").WithDocuments().TranslateAsync(["One. Two."]));
        Assert.Equal(("One. ZWEI.", TranslationFlags.Untranslated), (translation.Text, translation.Flags));
    }

    [Fact]
    public async Task Translate_ScriptWithoutSpaces_SentencesAreSpacedWhereTheyNeedIt()
    {
        Assert.Equal("ONE. ONE.", (await new FunctionTranslator(_ => "ONE.").WithDocuments().TranslateAsync(["一。二。"]))[0].Text);
        Assert.Equal("一。一。", (await new FunctionTranslator(_ => "一。").WithDocuments().TranslateAsync(["一。二。"]))[0].Text);
    }

    [Fact]
    public void Translate_AnyText_NothingIsLost()
    {
        Gen<string> text = Gen.String[Gen.Char["ab., 。!?\n\r\t\u0301<>{}0é\u2028\"한;：\U0001F600"], 0, 120];
        Gen.Select(text.Array[0, 3], Gen.Int[16, 40]).Sample((texts, length) =>
        {
            var inner = new FunctionTranslator(part => part);
            IReadOnlyList<TextTranslation> results = inner.WithDocuments(new() { MaximumLength = length }).TranslateAsync(texts).GetAwaiter().GetResult();
            Assert.Equal(texts.Select(Bare), results.Select(result => Bare(result.Text)));
            Assert.Equal(texts.Select(LineEnds), results.Select(result => LineEnds(result.Text)));
        }, iter: 3_000);

        static string Bare(string text) => text.Replace(" ", "", StringComparison.Ordinal);
        static string LineEnds(string text) => string.Concat(text.Where(c => c is '\n' or '\r' or '\u2028'));
    }

    [Fact]
    public void Options_OutOfRange_Refused()
    {
        Assert.Throws<UsageException>(() => new DocumentTranslationOptions { MaximumLength = 15 }.Validate());
        Assert.Throws<UsageException>(() => new FunctionTranslator(text => text).WithDocuments(new() { MaximumLength = 2_000_000 }));
    }
}
