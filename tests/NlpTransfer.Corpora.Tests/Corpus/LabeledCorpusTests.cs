using System.Text;

namespace NlpTransfer.Corpora.Tests;

public sealed class LabeledCorpusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ReadAllAsync_UsualHeader_FillsRoles()
    {
        string path = _folder.File("a.tsv", "id\tindex_id\ttopic\tsentence\n1\tg1\tsport\tÀwọn ọmọ\n2\tg2\tfood\tOúnjẹ\n");

        IReadOnlyList<CorpusRow> rows = await LabeledCorpus.Open(path, "yo").ReadAllAsync();

        Assert.Equal(
            [
                new CorpusRow("Àwọn ọmọ") { Id = "1", Group = "g1", Label = "sport", Language = "yo", Position = new(path, 2), Other = rows[0].Other },
                new CorpusRow("Oúnjẹ") { Id = "2", Group = "g2", Label = "food", Language = "yo", Position = new(path, 3), Other = rows[1].Other },
            ],
            rows);
    }

    [Fact]
    public async Task ReadAllAsync_NoLabelColumn_ListsColumnsAndOption()
    {
        string path = _folder.File("a.tsv", "text\tkind\na\tb\n");

        var e = await Assert.ThrowsAsync<BadDataException>(() => LabeledCorpus.Open(path).ReadAllAsync());

        Assert.Equal($"{path}:1: no label column was found among 'text', 'kind'; name it with --label-column, or call it label, category, topic, intent, sentiment.", e.Message);
        Assert.Equal("b", Assert.Single(await LabeledCorpus.Open(path, options: new() { LabelColumn = "kind" }).ReadAllAsync()).Label);
    }

    [Fact]
    public async Task ReadAllAsync_BomAndCrLf_AreNoPartOfTheData()
    {
        string path = _folder.File("a.tsv", "\uFEFFtext\tlabel\r\na\tx\r\n\r\nb\ty\r\n");

        IReadOnlyList<CorpusRow> rows = await LabeledCorpus.Open(path).ReadAllAsync();

        Assert.Equal([("a", "x", 2L), ("b", "y", 4L)], rows.Select(r => (r.Text, r.Label!, r.Position!.Value.Line)));
    }

    [Fact]
    public async Task ReadAllAsync_Limit_GivesTheFirstRowsOfTheSplit()
    {
        string path = _folder.File("a.tsv", "text\tlabel\tsplit\na\tx\ttrain\nb\ty\ttest\nc\tx\ttest\nd\ty\ttest\n");

        Assert.Equal(["b", "c"], (await LabeledCorpus.Open(path, options: new() { Split = "test", Limit = 2 }).ReadAllAsync()).Select(r => r.Text));
        Assert.Contains("Limit is 0", Assert.Throws<UsageException>(() => LabeledCorpus.Open(path, options: new() { Limit = 0 })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("text\tlabel\n", "there is no row in it")]
    [InlineData("text\tlabel\na\n", ":2: the row has 1 columns, but the header has 2")]
    [InlineData("text\tlabel\na\tb\tc\n", ":2: the row has 3 columns, but the header has 2")]
    [InlineData("text\tlabel\na\tx\n\tx\n", ":3: the text (column 'text') is empty")]
    [InlineData("text\tlabel\na\t\n", ":2: the label (column 'label') is empty")]
    [InlineData("text\tlabel\na\0\tx\n", ":2: the row holds a NUL byte")]
    [InlineData("text\ttext\na\tx\n", ":1: the column 'text' stands twice")]
    public async Task ReadAllAsync_BadFile_NamesPlace(string content, string expected)
    {
        string path = _folder.File("a.tsv", content);

        var e = await Assert.ThrowsAsync<BadDataException>(() => LabeledCorpus.Open(path).ReadAllAsync());

        Assert.StartsWith(path, e.Message, StringComparison.Ordinal);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAllAsync_SkipBadRows_CountsByReason()
    {
        byte[] content = [.. "text\tlabel\na\tx\n"u8, 0xC3, .. "\tx\n"u8, .. "b\n\tx\nc\t\n"u8, .. "\0\tx\n"u8, .. "123456789012345678901\tx\nd\ty\n"u8];
        string path = _folder.File("a.tsv", content);
        var skipped = new SkippedRows();

        var rows = await LabeledCorpus.Open(path, options: new() { SkipBadRows = true, MaximumRowLength = 20 }).ReadAllAsync(skipped);

        Assert.Equal(["a", "d"], rows.Select(r => r.Text));
        Assert.Equal(6, skipped.Total);
        Assert.All(
            new[] { BadRowReason.InvalidUtf8, BadRowReason.WrongColumnCount, BadRowReason.EmptyText, BadRowReason.MissingLabel, BadRowReason.NulCharacter, BadRowReason.TooLong },
            reason => Assert.Equal(1, skipped.ByReason[reason]));
        Assert.Equal(3, skipped.FirstByReason[BadRowReason.InvalidUtf8].Line);
    }

    [Fact]
    public async Task ReadAllAsync_TenMegabyteLine_IsRefusedByTheLimitAndReadUnderAHigherOne()
    {
        string path = _folder.File("a.tsv", "text\tlabel\n" + new string('a', 10_000_000) + "\tx\n");

        var e = await Assert.ThrowsAsync<BadDataException>(() => LabeledCorpus.Open(path).ReadAllAsync());

        Assert.Equal($"{path}:2: the row is longer than the 4,194,304 bytes that are accepted (MaximumRowLength); mend the row, or leave bad rows out and have them counted (--skip-bad-rows).", e.Message);
        Assert.Single(await LabeledCorpus.Open(path, options: new() { MaximumRowLength = 11_000_000 }).ReadAllAsync());
    }

    [Fact]
    public async Task Open_Folder_TakesSplitsFromFilesAndLanguageFromItsName()
    {
        _folder.File("yor_Latn/dev.tsv", "index_id\tcategory\ttext\n1\ta\tx\n");
        _folder.File("yor_Latn/train.tsv", "index_id\tcategory\ttext\n2\tb\ty\n");
        string path = Path.Combine(_folder.Path, "yor_Latn");

        var rows = await LabeledCorpus.Open(path).ReadAllAsync();

        Assert.Equal([("train", "2", "yor_Latn"), ("dev", "1", "yor_Latn")], rows.Select(r => (r.Split!, r.Group!, r.Language!)));
        Assert.Equal("1", Assert.Single(await LabeledCorpus.Open(path, options: new() { Split = "dev" }).ReadAllAsync()).Group);
    }

    [Fact]
    public void Open_MissingFile_SaysSo() =>
        Assert.Equal("nowhere.tsv: there is no such file or folder; check the path.", Assert.Throws<BadDataException>(() => LabeledCorpus.Open("nowhere.tsv")).Message);

    [Fact]
    public void Open_BadOptions_ListsAllFaults()
    {
        var e = Assert.Throws<UsageException>(() => LabeledCorpus.Open("-", options: new() { MaximumRowLength = 0, Format = "xls", TextColumn = "a", LabelColumn = "a" }));

        Assert.Contains("MaximumRowLength is 0", e.Message, StringComparison.Ordinal);
        Assert.Contains("format 'xls' is not known", e.Message, StringComparison.Ordinal);
        Assert.Contains("column 'a' can't be text and label at once", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TextCorpus_AsStrings_GivesTexts()
    {
        string path = _folder.File("a.tsv", Encoding.UTF8.GetBytes("text\tlabel\na\t\nb\ty\n"));

        Assert.Equal(["a", "b"], TextCorpus.Open(path));
    }
}
