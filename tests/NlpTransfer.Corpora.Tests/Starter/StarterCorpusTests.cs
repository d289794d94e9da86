using System.Text;
using System.Text.RegularExpressions;

namespace NlpTransfer.Corpora.Tests;

public sealed partial class StarterCorpusTests
{
    private const int ShingleLength = 5;
    private const double LargestOverlap = 0.4;

    private static readonly string Folder = Path.Combine(TestSupport.SharedFolders.RepositoryRoot, "corpora", "starter");

    private static readonly string[] Codes = ["eng", "fra", "deu", "spa", "yor", "snd", "haw"];

    public static TheoryData<string> Languages => [.. Codes];

    [Fact]
    public void Folder_Holds_TheSevenLanguagesAlone() =>
        Assert.Equal(Codes.Select(c => c + ".tsv").Order(StringComparer.Ordinal), Directory.GetFiles(Folder, "*.tsv").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Rows_OfEveryLanguage_HaveTheSameIdsAndTopicsInOneOrder(string language)
    {
        IReadOnlyList<CorpusRow> rows = await ReadAsync(language), english = await ReadAsync("eng");

        Assert.True(rows.Count >= 280);
        Assert.Equal(english.Select(r => (r.Id, r.Label)), rows.Select(r => (r.Id, r.Label)));
        Assert.Equal(rows.Count, rows.Select(r => r.Id).Distinct().Count());
        Assert.Equal(["farming", "food", "health", "money", "school", "sports", "travel"], rows.Select(r => r.Label!).Distinct().Order(StringComparer.Ordinal));
        Assert.All(rows, r => Assert.StartsWith(r.Label + "-", r.Id, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Rows_Head_HasAllTopicsInEqualParts(string language) =>
        Assert.All((await ReadAsync(language)).Chunk(7), seven => Assert.Equal(7, seven.Select(r => r.Label).Distinct().Count()));

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Texts_AreNfcAndTrimmed(string language) =>
        Assert.All(await ReadAsync(language), r =>
        {
            Assert.Equal(TextNormalization.Normalize(r.Text, NormalizationForm.FormC), r.Text);
            Assert.Equal(r.Text.Trim(), r.Text);
            Assert.DoesNotContain("  ", r.Text, StringComparison.Ordinal);
        });

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Texts_NoTwo_ShareMoreThanTwoFifthsOfTheirShingles(string language)
    {
        IReadOnlyList<CorpusRow> rows = await ReadAsync(language);
        HashSet<string>[] shingles = [.. rows.Select(r => Shingles(r.Text))];
        for (int a = 0; a < rows.Count; a++)
        {
            for (int b = 0; b < a; b++)
            {
                int shared = shingles[a].Count(shingles[b].Contains);
                double overlap = (double)shared / (shingles[a].Count + shingles[b].Count - shared);
                Assert.True(overlap <= LargestOverlap, $"{language}: {rows[b].Id} and {rows[a].Id} share {overlap:F2}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Texts_NineInTen_OpenDifferently(string language)
    {
        IReadOnlyList<CorpusRow> rows = await ReadAsync(language);
        int openings = rows.Select(r => string.Join(' ', r.Text.ToLowerInvariant().Split(' ').Take(2))).Distinct().Count();

        Assert.True(openings >= 0.9 * rows.Count, $"{openings} openings of {rows.Count}");
    }

    [Theory]
    [InlineData("eng", "[a-z]")]
    [InlineData("fra", "[a-zàâçèéêëîïôöùûüœ]")]
    [InlineData("deu", "[a-zäöüß]")]
    [InlineData("spa", "[a-záéíñóúü]")]
    [InlineData("yor", "[abd-pr-uwyàáèéìíòóùúńǹṣẹọ\u0300\u0301]")]
    [InlineData("snd", "[ءآؤئابتثجحخدذرزسشصضطظعغفقلمنهوي\u064B-\u0652ٺٻٽپٿڀڃڄچڇڊڌڍڏڙڦکڪگڱڳڻ۽۾]")]
    [InlineData("haw", "[aeiouāēīōūhklmnpwʻ]")]
    public async Task Texts_Letters_AreThoseOfTheLanguage(string language, string letter)
    {
        // Names (García, Zanzibar) keep their Latin letters.
        var foreign = new Regex($"(?!{letter})[\\p{{L}}\\p{{M}}]");
        foreach (CorpusRow row in await ReadAsync(language))
        {
            string common = Name().Replace(row.Text, n => Regex.Replace(n.Value, "[a-zA-Zíñ]", ""));
            Match found = foreign.Match(common.ToLowerInvariant());
            Assert.False(found.Success, $"{row.Position}: U+{(found.Success ? found.Value[0] : 0):X4} is no letter of {language} in '{row.Text}'");
        }
    }

    [Theory]
    [InlineData("yor", "[àáèéìíòóùúńǹ\u0300\u0301]", 0.95)]
    [InlineData("yor", "[ṣẹọ]", 0.9)]
    [InlineData("snd", "[ٺٻٽٿڀڃڄڇڊڌڍڏڙڦڪڱڳڻ]", 0.9)]
    [InlineData("haw", "[āēīōū]", 0.9)]
    [InlineData("haw", "ʻ", 0.8)]
    public async Task Texts_MarksOfTheLanguage_AreWritten(string language, string mark, double share)
    {
        IReadOnlyList<CorpusRow> rows = await ReadAsync(language);
        double marked = rows.Count(r => Regex.IsMatch(r.Text.ToLowerInvariant(), mark)) / (double)rows.Count;

        Assert.True(marked >= share, $"{marked:F3} of the rows have {mark}");
    }

    private static HashSet<string> Shingles(string text)
    {
        string even = WhiteSpace().Replace(text.ToLowerInvariant(), " ");
        return [.. Enumerable.Range(0, even.Length - ShingleLength + 1).Select(i => even.Substring(i, ShingleLength))];
    }

    private static Task<IReadOnlyList<CorpusRow>> ReadAsync(string language) => LabeledCorpus.Open(Path.Combine(Folder, language + ".tsv"), language).ReadAllAsync();

    [GeneratedRegex("\\p{Lu}[\\p{L}\\p{M}]*")]
    private static partial Regex Name();

    [GeneratedRegex("\\s+")]
    private static partial Regex WhiteSpace();
}
