namespace NlpTransfer.Corpora.Tests;

public sealed class PairCorpusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("English\tYoruba\nGo\tLọ\n", null, null, "eng", "yor")]
    [InlineData("en\tyo\nGo\tLọ\n", null, "yor", "en", "yor")]
    [InlineData("yor\teng\nLọ\tGo\n", null, "yo", "eng", "yo")]
    [InlineData("yor\teng\nLọ\tGo\n", "en", null, "en", "yor")]
    [InlineData("project\tkey\teng\tyor\nx\ty\tGo\tLọ\n", null, "yor", "eng", "yor")]
    [InlineData("id\tsrc\ttgt\n1\tGo\tLọ\n", "eng", "yor", "eng", "yor")]
    [InlineData("source\ttarget\tlanguage\nGo\tLọ\tyo\n", null, null, null, "yo")]
    [InlineData("eng\tyor\thau\nGo\tLọ\tTafi\n", "eng", "yor_Latn", "eng", "yor_Latn")]
    public async Task ReadAllAsync_Header_FindsBothSides(string content, string? source, string? target, string? sourceFound, string? targetFound)
    {
        string path = _folder.File("a.tsv", content);

        TextPair pair = Assert.Single(await PairCorpus.Open(path, source, target).ReadAllAsync());

        Assert.Equal(new TextPair("Go", "Lọ", sourceFound, targetFound, new RowPosition(path, 2)), pair);
    }

    [Theory]
    [InlineData("a.jsonl", "{\"eng\":\"Go\",\"yor\":\"Lọ\"}\n", 1)]
    [InlineData("a.csv", "eng,yor\nGo,Lọ\n", 2)]
    [InlineData("a.csv", "yor;eng\n\"Lọ\";\"Go\"\n", 2)]
    public async Task ReadAllAsync_OtherFormats_GiveTheSame(string name, string content, int line)
    {
        string path = _folder.File(name, content);

        Assert.Equal([new TextPair("Go", "Lọ", "eng", "yor", new RowPosition(path, line))], await PairCorpus.Open(path, "eng", "yor").ReadAllAsync());
    }

    [Fact]
    public async Task ReadAllAsync_NamedColumns_AreTaken()
    {
        string path = _folder.File("a.tsv", "eng\tyor\told\nGo\tLọ\tlo\n");

        TextPair pair = Assert.Single(await PairCorpus.Open(path, "eng", "yor", new() { SourceColumn = "old", TargetColumn = "ENG" }).ReadAllAsync());

        Assert.Equal(("lo", "Go"), (pair.Source, pair.Target));
    }

    [Fact]
    public async Task ReadAllAsync_QuotedTsv_Unquotes()
    {
        string path = _folder.File("a.tsv", "eng\tyor\n\"Go\"\t\"Lọ\"\n");

        Assert.Equal("\"Go\"", Assert.Single(await PairCorpus.Open(path).ReadAllAsync()).Source);
        Assert.Equal("Go", Assert.Single(await PairCorpus.Open(path, options: new() { QuotedTsv = true }).ReadAllAsync()).Source);
    }

    [Fact]
    public async Task ReadAllAsync_FolderSplitAndLimit_AreKept()
    {
        _folder.File("train.tsv", "eng\tyor\na\tb\nc\td\n");
        _folder.File("dev.tsv", "eng\tyor\ne\tf\ng\th\n");

        Assert.Equal(["a", "c", "e", "g"], (await PairCorpus.Open(_folder.Path).ReadAllAsync()).Select(p => p.Source));
        Assert.Equal(["f"], (await PairCorpus.Open(_folder.Path, options: new() { Split = "dev", Limit = 1 }).ReadAllAsync()).Select(p => p.Target));
    }

    [Theory]
    [InlineData("eng\tyor\na\tb\nc\t\n", ":3: the translation (column 'yor') is empty; mend the row, or leave bad rows out and have them counted (--skip-bad-rows).")]
    [InlineData("eng\tyor\na\tb\n\td\n", ":3: the text (column 'eng') is empty; mend the row, or leave bad rows out and have them counted (--skip-bad-rows).")]
    [InlineData("eng\tyor\na\tb\tc\n", ":2: the row has 3 columns, but the header has 2; mend the row, or leave bad rows out and have them counted (--skip-bad-rows).")]
    [InlineData("eng\tyor\n", ": there is no row in it; expected at least one, beside the header where there is one.")]
    [InlineData("", ": the file is empty; expected a corpus (parquet, jsonl, tsv, csv, text).")]
    [InlineData("text\tother\na\tb\n", ":1: no column of the source language 'eng' was found among 'text', 'other'; name it with --source-column, or give the file a header with its code, such as eng.")]
    [InlineData("eng\tother\na\tb\n", ":1: no column of the target language 'yor' was found among 'eng', 'other'; name it with --target-column, or give the file a header with its code, such as yor.")]
    public async Task ReadAllAsync_BadTable_SaysWhereAndWhat(string content, string expected)
    {
        string path = _folder.File("a.tsv", content);

        var e = await Assert.ThrowsAsync<BadDataException>(() => PairCorpus.Open(path, "eng", "yor").ReadAllAsync());

        Assert.Equal(path + expected, e.Message);
    }

    [Fact]
    public async Task ReadAllAsync_SameColumnTwice_IsRefused()
    {
        string path = _folder.File("a.tsv", "eng\tyor\na\tb\n");

        var e = await Assert.ThrowsAsync<BadDataException>(() => PairCorpus.Open(path, options: new() { SourceColumn = "eng", TargetColumn = "eng" }).ReadAllAsync());

        Assert.Equal($"{path}:1: the column 'eng' can't be text and translation at once; name two columns with --source-column and --target-column.", e.Message);
    }

    [Fact]
    public async Task ReadAllAsync_MissingColumn_IsNamed()
    {
        string path = _folder.File("a.tsv", "eng\tyor\na\tb\n");

        var e = await Assert.ThrowsAsync<BadDataException>(() => PairCorpus.Open(path, options: new() { TargetColumn = "ibo" }).ReadAllAsync());

        Assert.Equal($"{path}:1: there is no column 'ibo', named by --target-column; the columns are 'eng', 'yor'.", e.Message);
    }

    [Fact]
    public async Task ReadAllAsync_PlainText_AsksForAnotherFile()
    {
        string path = _folder.File("a.txt", "Go\n");

        var e = await Assert.ThrowsAsync<BadDataException>(() => PairCorpus.Open(path).ReadAllAsync());

        Assert.Equal($"{path}: plain text has no translations; give two aligned files, or a TSV, CSV, JSON Lines or Parquet file with a column a language.", e.Message);
    }

    [Fact]
    public async Task ReadAllAsync_SkipBadRows_CountsByReason()
    {
        string table = _folder.File("a.tsv", "eng\tyor\na\t\n\tb\nc\td\n");
        string lines = _folder.File("a.jsonl", "{\"eng\":\"a\",\"yor\":\"b\"}\n{\"eng\":\"a\"}\n");
        var skipped = new SkippedRows();

        Assert.Single(await PairCorpus.Open(table, "eng", "yor", new() { SkipBadRows = true }).ReadAllAsync(skipped));
        Assert.Single(await PairCorpus.Open(lines, "eng", "yor", new() { SkipBadRows = true }).ReadAllAsync(skipped));

        Assert.Equal(2, skipped.ByReason[BadRowReason.MissingTranslation]);
        Assert.Equal(1, skipped.ByReason[BadRowReason.EmptyText]);
    }

    [Fact]
    public async Task ReadAllAsync_EndlessLine_IsRefused()
    {
        string path = _folder.File("a.tsv", "eng\tyor\n" + new string('a', 5_000_000));

        var e = await Assert.ThrowsAsync<BadDataException>(() => PairCorpus.Open(path).ReadAllAsync());

        Assert.Equal($"{path}:2: the row is longer than the 4,194,304 bytes that are accepted (MaximumRowLength); mend the row, or leave bad rows out and have them counted (--skip-bad-rows).", e.Message);
    }

    [Fact]
    public async Task Parse_LanguageAndFile_IsTheTargets()
    {
        string path = _folder.File("a.tsv", "eng\tyor\nGo\tLọ\n");

        Assert.Equal(("Go", "Lọ", "eng", "yo"), Sides(Assert.Single(await PairCorpus.Parse("yo=" + path).ReadAllAsync())));
        Assert.Equal(("Lọ", "Go", "yor", "en"), Sides(Assert.Single(await PairCorpus.Parse("en=" + path).ReadAllAsync())));
        Assert.Equal(("Go", "Lọ", "eng", "yor"), Sides(Assert.Single(await PairCorpus.Parse(path).ReadAllAsync())));

        static (string, string, string?, string?) Sides(TextPair pair) => (pair.Source, pair.Target, pair.SourceLanguage, pair.TargetLanguage);
    }

    [Fact]
    public void Open_UnknownLanguage_IsRefused() => Assert.Equal(
        "'Klingon' is not a language that is understood; write BCP-47 (yo, zh-Hant, pt-BR), ISO 639-3 (yor) or FLORES (yor_Latn).",
        Assert.Throws<UsageException>(() => PairCorpus.Open(_folder.File("a.tsv", "a"), "Klingon")).Message);

    [Fact]
    public async Task FromPairs_EmptySide_IsRefused()
    {
        Assert.Equal([new TextPair("a", "b")], await PairCorpus.FromPairs([new("a", "b")]).ReadAllAsync());
        Assert.Equal("pair 2 in memory: text or translation is empty; a pair needs both.", Assert.Throws<BadDataException>(() => PairCorpus.FromPairs([new("a", "b"), new("a", " ")])).Message);
    }
}
