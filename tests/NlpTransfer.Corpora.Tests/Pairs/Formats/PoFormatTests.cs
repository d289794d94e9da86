using System.Text;

namespace NlpTransfer.Corpora.Tests;

public sealed class PoFormatTests
{
    private const string Header = "# Translations of a program.\nmsgid \"\"\nmsgstr \"\"\n\"Language: ha\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n\n";

    [Fact]
    public void Read_Entries_GivesPairsWithLanguageAndLine()
    {
        var skipped = new SkippedRows();
        List<TextPair> pairs = PairFiles.Read("ha.po", Header + """
            #: core/a.py:17
            #, python-format
            msgid "Say \"hello\"\tto %s\n"
            msgstr "Ka ce \"sannu\"\tda %s\n"

            msgctxt "a month"
            msgid "May"
            msgstr "Mayu"

            msgctxt "a wish"
            msgid "May"
            msgstr ""
            "Allah "
            "ya sa"
            #, fuzzy
            #| msgid "Old"
            msgid "New"
            msgstr "Sabo"

            msgid "Not yet translated"
            msgstr ""

            #~ msgctxt "gone"
            #~ msgid "Removed"
            #~ msgstr "An cire"

            #~ msgid "Removed too"
            #~ msgstr "An cire shi ma"

            msgid "%d file"
            msgid_plural "%d files"
            msgstr[0] "fayil %d"
            msgstr[1] "fayiloli %d"
            """.ReplaceLineEndings("\n"), skipped);
        Assert.Equal(
            [
                ("Say \"hello\"\tto %s\n", "Ka ce \"sannu\"\tda %s\n", 10), ("May", "Mayu", 14), ("May", "Allah ya sa", 18), ("%d file", "fayil %d", 37), ("%d files", "fayiloli %d", 37),
            ],
            pairs.Select(pair => (pair.Source, pair.Target, (int)pair.Position!.Value.Line)));
        Assert.All(pairs, pair => Assert.Equal((null, "ha"), (pair.SourceLanguage, pair.TargetLanguage)));
        Assert.Equal([(BadRowReason.MissingTranslation, 1L), (BadRowReason.Fuzzy, 1L), (BadRowReason.Obsolete, 2L)], skipped.ByReason.Select(reason => (reason.Key, reason.Value)));
        Assert.Equal(24, skipped.FirstByReason[BadRowReason.Fuzzy].Line);
    }

    [Theory]
    [InlineData("nplurals=1; plural=0;", 1, "items>a")]
    [InlineData("nplurals=2; plural=n>1;", 2, "item>a|items>b")]
    [InlineData("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);", 3, "item>a|items>b|items>c")]
    [InlineData("nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);", 6, "item>b|items>c|items>d|items>e|items>f")]
    [InlineData("nplurals=2; plural=n/0;", 2, "item>a|items>b")]
    [InlineData("nplurals=2; plural=exit(1);", 2, "item>a|items>b")]
    public void Read_PluralForms_GoWithTheNumbersTheyAreFor(string rule, int forms, string expected)
    {
        string entry = "msgid \"item\"\nmsgid_plural \"items\"\n" + string.Concat(Enumerable.Range(0, forms).Select(i => $"msgstr[{i}] \"{(char)('a' + i)}\"\n"));
        List<TextPair> pairs = PairFiles.Read("x.po", $"msgid \"\"\nmsgstr \"Plural-Forms: {rule}\\n\"\n\n{entry}");
        Assert.Equal(expected, string.Join('|', pairs.Select(pair => $"{pair.Source}>{pair.Target}")));
    }

    [Theory]
    [InlineData("msgid \"a\nmsgstr \"b\"\n", "x.po:1: the closing quotation mark is missing")]
    [InlineData("msgid \"a\" b\"\nmsgstr \"b\"\n", "x.po:1: something stands behind the closing quotation mark; one within a string is written \\\"")]
    [InlineData("msgid \"a\\q\"\nmsgstr \"b\"\n", "x.po:1: there is no escape '\\q'; a backslash is written \\\\")]
    [InlineData("msgid \"a\"\nmsgstring \"b\"\n", "x.po:2: 'msgstring' is no word of a PO file, or stands twice; expected msgctxt, msgid, msgid_plural, msgstr or msgstr[N]")]
    [InlineData("msgid \"a\"\nmsgstr \"b\"\nmsgstr \"c\"\n", "x.po:3: 'msgstr' is no word of a PO file, or stands twice; expected msgctxt, msgid, msgid_plural, msgstr or msgstr[N]")]
    [InlineData("msgid \"a\"\n\nmsgid \"b\"\nmsgstr \"c\"\n", "x.po:1: the entry has no msgstr; it needs both")]
    [InlineData("msgid \"a\"\nmsgstr[99] \"b\"\n", "x.po:2: 'msgstr[99]' is no word of a PO file, or stands twice; expected msgctxt, msgid, msgid_plural, msgstr or msgstr[N]")]
    [InlineData("# no entry\n\"a\"\n", "x.po:2: a string stands where none is expected; it follows msgid, msgstr or another string")]
    [InlineData("msgid \"a\0\"\nmsgstr \"b\"\n", "x.po:1: the line holds a NUL byte, so this may not be a text file")]
    public void Read_BadEntry_IsNamedAndCanBeLeftOut(string entry, string fault)
    {
        Assert.Equal(fault + "; mend the row, or leave bad rows out and have them counted (--skip-bad-rows).", PairFiles.Fault("x.po", entry));
        var skipped = new SkippedRows();
        Assert.Equal("kept", PairFiles.Read("x.po", entry + "\nmsgid \"kept\"\nmsgstr \"kept too\"\n", skipped, new PairReadOptions { SkipBadRows = true })[^1].Source);
        Assert.True(skipped.Total >= 1);
    }

    [Fact]
    public void Read_WholeFileAtFault_SaysWhatToDo()
    {
        Assert.Equal(
            "x.po:1: the file is in the character set ISO-8859-1; convert it to UTF-8 first (msgconv --to-code=UTF-8).",
            PairFiles.Fault("x.po", "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n\nmsgid \"a\"\nmsgstr \"b\"\n"));
        Assert.Equal("x.po: none of its 1 entries holds a translation to be used.", PairFiles.Fault("x.po", "msgid \"a\"\nmsgstr \"\"\n"));
        Assert.EndsWith(
            "x.po: a file of the format po has no columns, so 'a' can't be named; leave --source-column and --target-column out.",
            Assert.Throws<UsageException>(() => PairFiles.Read("x.po", "msgid \"a\"\nmsgstr \"b\"\n", null, new PairReadOptions { SourceColumn = "a" })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EntryWithoutEnd_IsBounded()
    {
        string endless = "msgid \"\"\n" + string.Concat(Enumerable.Repeat("\"0123456789012345678901234567890123456789\"\n", 200)) + "msgstr \"b\"\n\nmsgid \"kept\"\nmsgstr \"too\"\n";
        var options = new PairReadOptions { MaximumRowLength = 4_000 };
        Assert.StartsWith("x.po:97: the entry is longer than the 4,000 characters that are accepted (MaximumRowLength)", PairFiles.Fault("x.po", endless, options), StringComparison.Ordinal);
        Assert.Equal("kept", Assert.Single(PairFiles.Read("x.po", endless, null, options with { SkipBadRows = true })).Source);
    }

    [Fact]
    public void Open_AnyNameByContent_OrByFormat()
    {
        Assert.Equal("b", Assert.Single(PairFiles.Read("messages.txt", "# a\r\nmsgid \"a\"\r\nmsgstr \"b\"\r\n")).Target);
        Assert.Equal("b", Assert.Single(PairFiles.Read("messages.tsv", "\uFEFFmsgctxt \"c\"\nmsgid \"a\"\nmsgstr \"b\"\n", null, new PairReadOptions { Format = "PO" }, "en", "yo")).Target);
        Assert.Contains("use one of parquet, jsonl, tsv, csv, text, po, tmx", Assert.Throws<UsageException>(() => PairFiles.Read("a.po", "", null, new PairReadOptions { Format = "xliff" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Damaged_EndsInPairsOrOneTypedError() => PairFiles.Damage(
        "x.po",
        Encoding.UTF8.GetBytes(Header + "msgctxt \"c\"\nmsgid \"Ẹ̀kejì\"\nmsgid_plural \"b\\n\"\nmsgstr[0] \"ɗaya\"\nmsgstr[1] \"\"\n\"biyu\"\n\n#, fuzzy\nmsgid \"d\"\nmsgstr \"e\"\n#~ msgid \"f\"\n#~ msgstr \"g\"\n"),
        (content, options) => PairFiles.Read("x.po", content, null, options));

    [SkippableTheory]
    [InlineData("kolibri/yo.po", "yo_NG")]
    [InlineData("kolibri/ha.po", "ha_HG")]
    [InlineData("kolibri/ff_CM.po", null)] // its header says ff_fuv, which is no language tag
    [InlineData("kolibri/ar.po", "ar_SA")]
    public void Read_FileOfAProgram_EveryEntryIsAPairOrCounted(string name, string? language)
    {
        string path = SharedFolders.Data(Path.Combine("l10n-fixtures", "po", name));
        var skipped = new SkippedRows();
        List<TextPair> pairs = [.. PairCorpus.Open(path).ReadAsync(skipped).ToBlockingEnumerable()];
        Assert.All(pairs, pair => Assert.Equal(language, pair.TargetLanguage));
        // Every msgid but the header's; one of an obsolete entry stands behind "#~".
        int entries = File.ReadLines(path).Count(line => line.TrimStart('#', '~', ' ').StartsWith("msgid ", StringComparison.Ordinal)) - 1;
        Assert.Equal(entries, pairs.Select(pair => pair.Position).Distinct().Count() + skipped.Total);
    }
}
