using System.Text;

namespace NlpTransfer.Corpora.Tests;

public sealed class TmxFormatTests
{
    private const string Two = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE tmx SYSTEM "tmx14.dtd">
        <tmx version="1.4">
          <header srclang="en" datatype="plaintext" segtype="sentence" adminlang="en" o-tmf="x" creationtool="x" creationtoolversion="1"><note>for <b>all</b></note></header>
          <body>
            <tu tuid="1"><prop type="x">not text</prop>
              <tuv xml:lang="en"><note>not text</note><seg>Press &lt;b&gt;OK&lt;/b&gt; &amp; go&#x21;</seg></tuv>
              <tuv xml:lang="yo-NG"><seg>Tẹ <bpt i="1">&lt;b&gt;</bpt>OK<ept i="1">&lt;/b&gt;</ept> <ph x="1">{0}<sub>a footnote</sub></ph><![CDATA[kí o lọ]]></seg></tuv>
            </tu>
            <tu><tuv xml:lang="yo-NG"><seg>Ilé</seg></tuv><tuv xml:lang="en"><seg>House</seg></tuv></tu>
            <tu><tuv xml:lang="en"><seg>Alone</seg></tuv></tu>
            <tu><tuv xml:lang="en"><seg/></tuv><tuv xml:lang="yo-NG"><seg>Ajá</seg></tuv></tu>
          </body>
        </tmx>
        """;

    [Fact]
    public void Read_Units_GivesPairsOfTheSourceLanguageAndTheOther()
    {
        var skipped = new SkippedRows();
        List<TextPair> pairs = PairFiles.Read("memory.tmx", Two.ReplaceLineEndings("\n"), skipped);
        Assert.Equal(
            [("Press <b>OK</b> & go!", "Tẹ <b>OK</b> {0}kí o lọ", 6L), ("House", "Ilé", 10L)], pairs.Select(pair => (pair.Source, pair.Target, pair.Position!.Value.Line)));
        Assert.All(pairs, pair => Assert.Equal(("en", "yo-NG"), (pair.SourceLanguage, pair.TargetLanguage)));
        Assert.Equal([(BadRowReason.EmptyText, 1L), (BadRowReason.MissingTranslation, 1L)], skipped.ByReason.Select(reason => (reason.Key, reason.Value)));
    }

    [Theory]
    [InlineData(null, "fra", "en>fr")]
    [InlineData("fra", "yor", "fr>yo")]
    [InlineData("yor_Latn", "eng", "yo>en")]
    [InlineData("fra", "hau", "")]
    public void Read_SeveralLanguages_GivesThoseAskedFor(string? from, string? to, string expected)
    {
        string file = Memory("<tu>" + Text("en", "en") + Text("fr-FR", "fr") + Text("YO", "yo") + Text("yo", "again") + "</tu>");
        if (expected.Length == 0)
            Assert.Equal("memory.tmx: none of its 1 entries holds a translation to be used.", PairFiles.Fault("memory.tmx", file, null, from, to));
        else
            Assert.Equal(expected, string.Join('|', PairFiles.Read("memory.tmx", file, null, null, from, to).Select(pair => $"{pair.Source}>{pair.Target}")));
    }

    [Fact]
    public void Read_SeveralLanguagesAndNoneAskedFor_NamesThem()
    {
        const string Message = "memory.tmx:1: the unit has texts in en, fr, yo; say which to read: the language of translations before the file (LANG=FILE), that of texts with the option for it.";
        Assert.Equal(Message, PairFiles.Fault("memory.tmx", Memory("<tu>" + Text("en", "a") + Text("fr", "b") + Text("yo", "c") + "</tu>")));
        Assert.Equal(Message, PairFiles.Fault("memory.tmx", Memory("<tu>" + Text("en", "a") + Text("fr", "b") + Text("yo", "c") + "</tu>", "*all*")));
        // Without a language translated from, two are taken in their order.
        TextPair pair = Assert.Single(PairFiles.Read("memory.tmx", Memory("<tu>" + Text("yo", "a") + Text("en", "b") + "</tu>", "*all*")));
        Assert.Equal(("a", "b"), (pair.Source, pair.Target));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Open_Utf16_IsToldByContent(string encoding)
    {
        Encoding set = Encoding.GetEncoding(encoding);
        byte[] file = [.. set.GetPreamble(), .. set.GetBytes(Two.Replace("UTF-8", "UTF-16", StringComparison.Ordinal))];
        Assert.Equal(2, PairFiles.Read("memory.txt", file).Count);
    }

    [Theory]
    [InlineData("<!DOCTYPE tmx [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>", "&b;")]
    [InlineData("<!DOCTYPE tmx [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>", "&a;")]
    [InlineData("", "&nbsp;")]
    public void Read_Entities_AreRefused(string type, string text)
    {
        string fault = PairFiles.Fault("memory.tmx", type + Memory("<tu>" + Text("en", "a") + $"<tuv xml:lang='yo'><seg>{text}</seg></tuv></tu>"));
        Assert.StartsWith("memory.tmx:1: the file can't be read as XML (", fault, StringComparison.Ordinal);
        Assert.Contains("entity", fault, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Read_Oversized_IsBounded()
    {
        var options = new PairReadOptions { MaximumRowLength = 1_000 };
        string good = "<tu>" + Text("en", "kept") + Text("yo", "too") + "</tu>", big = new('x', 2_000_000);
        string longText = Memory("<tu>" + Text("en", big) + Text("yo", "b") + "</tu>" + good);
        Assert.Equal(
            "memory.tmx:1: the row is longer than the 1,000 bytes that are accepted (MaximumRowLength); mend the row, or leave bad rows out and have them counted (--skip-bad-rows).",
            PairFiles.Fault("memory.tmx", longText, options));
        Assert.Equal("kept", Assert.Single(PairFiles.Read("memory.tmx", longText, null, options with { SkipBadRows = true })).Source);
        const string TooLong = "memory.tmx:1: an element, attribute or comment is longer than is accepted (MaximumRowLength); mend the file.";
        Assert.Equal(TooLong, PairFiles.Fault("memory.tmx", Memory($"<tu x='{big}'>" + Text("en", "a") + "</tu>"), options));
        Assert.Equal(TooLong, PairFiles.Fault("memory.tmx", Memory($"<!--{big}-->" + good), options));
        Assert.Equal(
            "memory.tmx:1: elements are nested deeper than 64; mend the file.",
            PairFiles.Fault("memory.tmx", Memory(string.Concat(Enumerable.Repeat("<a>", 100)))));
        Assert.Equal("memory.tmx:1: the unit has more than 1,000 texts; mend the file.", PairFiles.Fault("memory.tmx", Memory("<tu>" + string.Concat(Enumerable.Repeat(Text("en", "a"), 1_001)) + "</tu>")));
    }

    [Fact]
    public void Read_OtherXml_SaysSo()
    {
        Assert.Equal("memory.tmx:1: the file's root is 'xliff', not tmx, so it is no translation memory; mend the file.", PairFiles.Fault("memory.tmx", "<xliff version='1.2'/>"));
        Assert.StartsWith("memory.tmx:1: the file can't be read as XML (", PairFiles.Fault("memory.tmx", "no xml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Damaged_EndsInPairsOrOneTypedError() => PairFiles.Damage(
        "memory.tmx",
        Encoding.UTF8.GetBytes(Memory("<tu tuid=\"1\">" + Text("en", "one &amp; <ph x='1'>{0}</ph>") + Text("yo", "Ẹ̀kan") + "</tu>\n<tu>" + Text("en", "<![CDATA[two]]>") + Text("yo", "èjì") + "</tu>")),
        (content, options) => PairFiles.Read("memory.tmx", content, null, options));

    private static string Memory(string units, string source = "en") => $"<tmx version=\"1.4\"><header srclang=\"{source}\"/><body>{units}</body></tmx>";

    private static string Text(string language, string text) => $"<tuv xml:lang=\"{language}\"><seg>{text}</seg></tuv>";
}
