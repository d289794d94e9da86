namespace NlpTransfer.Remapping.Tests;

public sealed class TrimTextListTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private IReadOnlyList<TrimText> Read(string table)
    {
        File.WriteAllText(_folder["texts.tsv"], table);
        return TrimTextList.Read(_folder["texts.tsv"]);
    }

    [Fact]
    public void Read_Table_GivesTextsRelativeToIt() => Assert.Equal(
        [new TrimText(_folder["a.txt"]) { Language = "yor", Weight = 2.5, Licence = "CC0-1.0" }, new TrimText(_folder["b.tsv"]) { Column = "target" }],
        Read("# comment\npath\tlanguage\tcolumn\tweight\tlicence\na.txt\tyor\t\t2.5\tCC0-1.0\n\nb.tsv\t\ttarget\t\t\n"));

    [Theory]
    [InlineData("path\tcolour\n", ":1: the column 'colour' is not known")]
    [InlineData("language\n", ":1: there is no column 'path'")]
    [InlineData("path\tlanguage\na.txt\n", ":2: the row has 1 cells and the header 2")]
    [InlineData("path\tweight\na.txt\t0\n", ":2: the weight is '0'")]
    [InlineData("path\n", "the table names no text")]
    public void Read_Faulty_SaysWhere(string table, string fault) =>
        Assert.Contains(fault, Assert.Throws<BadDataException>(() => Read(table)).Message, StringComparison.Ordinal);
}
