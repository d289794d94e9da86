using System.Security.Cryptography;
using System.Text;
using NlpTransfer.TestSupport;

namespace NlpTransfer.Corpora.Tests;

/// <summary>Files in use. InjongoIntent's slots, and the reference features of SIB-200, count quotation marks as they stand.</summary>
public sealed class SharedDataTests
{
    [SkippableTheory]
    [InlineData("masakhanews/yor/train.tsv")]
    [InlineData("masakhanews/yor/dev.tsv")]
    [InlineData("sib200/acq_Arab/train.tsv")]
    [InlineData("sib200/yor_Latn/train.tsv")]
    [InlineData("sib200/eng_Latn/train.tsv")]
    [InlineData("nusax/toba_batak/train.csv")]
    [InlineData("xlm-t-sentiment/eng/train.tsv")]
    [InlineData("injongo/lug/train.tsv")]
    [InlineData("injongo/yor/train.tsv")]
    public async Task ReadAllAsync_QuotedFile_EqualsPythonsCsv(string file)
    {
        IReadOnlyList<CorpusRow> rows = await LabeledCorpus.Open(SharedFolders.Data(file.Split('/')), options: new() { QuotedTsv = true }).ReadAllAsync();
        (int count, string? digest) = Known[file];

        Assert.Equal(count, rows.Count);
        if (digest is not null)
            Assert.Equal(digest, Digest(rows));
    }

    [SkippableTheory]
    [InlineData("sib200/snd_Arab/train.tsv", 2)]
    [InlineData("sib200/amh_Ethi/train.tsv", 2)]
    [InlineData("sib200/acq_Arab/train.tsv", 2)]
    [InlineData("injongo/lug/train.tsv", 1)]
    [InlineData("xlm-t-sentiment/eng/train.tsv", 0)]
    public async Task ReadAllAsync_OneRowALine_TakesTheTextBetweenTabs(string file, int column)
    {
        string path = SharedFolders.Data(file.Split('/'));

        Assert.Equal(
            File.ReadAllText(path).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split('\t')[column]),
            (await LabeledCorpus.Open(path).ReadAllAsync()).Select(r => r.Text));
    }

    [SkippableFact]
    public async Task ReadAllAsync_RowOverSeveralLines_IsOneRow()
    {
        IReadOnlyList<CorpusRow> rows = await LabeledCorpus.Open(SharedFolders.Data("masakhanews", "yor", "train.tsv")).ReadAllAsync();

        Assert.Equal(1433, rows.Count);
        Assert.Equal([1308L, 1309L, 1311L], rows.Select(r => r.Position!.Value.Line).Where(l => l is >= 1308 and <= 1311));
    }

    [SkippableFact]
    public async Task ReadAllAsync_EverySib200Folder_Has701And99Rows()
    {
        foreach (string folder in Directory.GetDirectories(SharedFolders.Data("sib200")))
        {
            IReadOnlyList<CorpusRow> rows = await LabeledCorpus.Open(folder).ReadAllAsync();

            Assert.Equal((701, 99), (rows.Count(r => r.Split == "train"), rows.Count(r => r.Split == "dev")));
            Assert.All(rows, r => Assert.True(r.Language == Path.GetFileName(folder) && r.Group is not null));
        }
    }

    [SkippableFact]
    public async Task ReadAllAsync_Injongo_SlotsLieInsideTheTexts()
    {
        foreach (string folder in Directory.GetDirectories(SharedFolders.Data("injongo")))
        {
            await foreach (CorpusRow row in LabeledCorpus.Open(folder, options: new() { KeepOtherColumns = true }).ReadAsync())
            {
                int length = row.Text.EnumerateRunes().Count();
                string slots = Assert.Single(row.Other, o => o.Key == "slots").Value;
                Assert.All(slots.Split(' ', StringSplitOptions.RemoveEmptyEntries), s => Assert.True(int.Parse(s.Split(':')[1], null) <= length, $"{row.Position}: {s}"));
            }
        }
    }

    // Rows, and the head of SHA-256 over label, tab, text, LF of each row, by Python's csv.DictReader.
    private static readonly Dictionary<string, (int, string?)> Known = new()
    {
        ["masakhanews/yor/train.tsv"] = (1433, "c9080de02829a7db"),
        ["masakhanews/yor/dev.tsv"] = (206, "3ede4c2ad3678f92"),
        ["sib200/acq_Arab/train.tsv"] = (701, "5dd5879939318f14"),
        ["sib200/yor_Latn/train.tsv"] = (701, "c567ed88e0c53332"),
        ["sib200/eng_Latn/train.tsv"] = (701, "9824c7b9bb9e048b"),
        ["nusax/toba_batak/train.csv"] = (500, "340c18dd1f3522a8"),
        ["xlm-t-sentiment/eng/train.tsv"] = (1839, null),
        ["injongo/lug/train.tsv"] = (2240, null),
        ["injongo/yor/train.tsv"] = (2240, null),
    };

    private static string Digest(IReadOnlyList<CorpusRow> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (CorpusRow row in rows)
            hash.AppendData(Encoding.UTF8.GetBytes($"{row.Label}\t{row.Text}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
