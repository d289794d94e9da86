using NlpTransfer.TestSupport;

namespace NlpTransfer.Corpora.Tests;

public sealed class LeakageIndexTests
{
    private const string Sentence = "Àwọn àgbẹ̀ ń gbin àgbàdo lẹ́yìn tí òjò bá ti rọ̀ dáadáa ní oṣù kẹrin.";

    private static readonly LeakageIndex Index = LeakageIndex.Build([new(Sentence) { Group = "7" }, new("Yes, please!") { Group = "8" }]);

    public static TheoryData<string, string?, OverlapKind?> Cases => new()
    {
        { Sentence, null, OverlapKind.Exact },
        { "Awon agbe n gbin agbado leyin ti ojo ba ti ro daadaa ni osu kerin", null, OverlapKind.Normalized },
        { "yes please", null, OverlapKind.Normalized },
        { "Farmers plant maize once it has rained well in April.", "7", OverlapKind.Translated },
        { Sentence + " Ó dára.", null, OverlapKind.Near },
        { Sentence.Replace("oṣù kẹrin", "oṣù karùn-ún", StringComparison.Ordinal), null, OverlapKind.Near },
        { "Farmers plant maize once it has rained well in April.", "9", null },
        { "Yes, please do", null, null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Check_Row_IsNamedByItsStrongestKind(string text, string? group, OverlapKind? expected)
    {
        OverlapReport report = Index.Check([new("Nothing of the kind stands in training at all."), new(text) { Group = group, Position = new("t.tsv", 3) }]);

        Assert.Equal(2, report.Checked);
        Assert.Equal(expected is { } kind ? [new RowOverlap(1, kind, new("t.tsv", 3), text)] : [], report.Overlaps);
        Assert.Equal(expected is null ? 0 : 1, report.Exact + report.Normalized + report.Translated + report.Near);
    }

    [Fact]
    public void Overlap_AsText_NamesPlaceAndKind() => Assert.Equal($"t.tsv:3: exact: {Sentence}", Assert.Single(Index.Check([new(Sentence) { Position = new("t.tsv", 3) }]).Overlaps).ToString());

    [Fact]
    public void Check_ContainmentOption_DecidesWhatIsNear()
    {
        CorpusRow[] rows = [new(Sentence + " Ó dára, ó sì wù mí púpọ̀.")];

        Assert.Equal(1, Index.Check(rows, new() { NearContainment = 0.7 }).Near);
        Assert.Equal(0, Index.Check([new(Sentence.Replace("oṣù kẹrin", "oṣù karùn-ún", StringComparison.Ordinal))], new() { NearContainment = 1 }).Near);
        Assert.Throws<UsageException>(() => Index.Check(rows, new() { NearContainment = 0 }));
    }

    [Fact]
    public void SaveAndRead_Tensors_FindTheSame()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "leakage.safetensors"), again = Path.Combine(folder.Path, "again.safetensors");
        SafetensorsWriter.Write(path, Index.ToTensors());
        using SafetensorsFile file = SafetensorsFile.Open(path);
        LeakageIndex read = LeakageIndex.Read(file);
        SafetensorsWriter.Write(again, read.ToTensors());

        Assert.True(LeakageIndex.IsIn(file));
        Assert.Equal(2, read.Count);
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(again));
        CorpusRow[] rows = [.. ((IEnumerable<object?[]>)Cases).Select(c => new CorpusRow((string)c[0]!) { Group = (string?)c[1] })];
        Assert.Equal(Index.Check(rows).Overlaps, read.Check(rows).Overlaps);
    }

    [Fact]
    public void Read_SketchesThatDoNotFit_AreRefused()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "leakage.safetensors");
        SafetensorsWriter.Write(path, [.. Index.ToTensors().Where(t => t.Name != "leakage.sketches"), NamedTensor.Create("leakage.sketches", new int[64 * 5], 5, 64)]);
        using SafetensorsFile file = SafetensorsFile.Open(path);

        Assert.Contains("'leakage.sketches'", Assert.Throws<ModelFormatException>(() => LeakageIndex.Read(file)).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Check_Sib200_OtherLanguagesLeakByGroupAlone()
    {
        var train = await LabeledCorpus.Open(SharedFolders.Data("sib200", "eng_Latn"), options: new() { Split = "train" }).ReadAllAsync();
        var dev = await LabeledCorpus.Open(SharedFolders.Data("sib200", "yor_Latn"), options: new() { Split = "dev" }).ReadAllAsync();
        var same = await LabeledCorpus.Open(SharedFolders.Data("sib200", "yor_Latn"), options: new() { Split = "train" }).ReadAllAsync();
        LeakageIndex index = LeakageIndex.Build(train);

        Assert.Empty(index.Check(dev).Overlaps);
        Assert.Equal(same.Count, index.Check(same).Translated);
    }
}
