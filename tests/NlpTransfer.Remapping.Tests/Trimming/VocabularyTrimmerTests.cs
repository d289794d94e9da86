using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

public sealed class VocabularyTrimmerTests : IDisposable
{
    private static readonly string[] Alphabet = [.. Enumerable.Range('a', 26).Concat(Enumerable.Range('A', 26)).Select(code => ((char)code).ToString())];
    private static readonly TextTokenizer Old = Toy.Unigram(["▁", "▁good", "▁day", "▁nacht", "▁rare", .. Alphabet, "\u0300", "я"]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private TrimText Text(string name, string content, string? language = null)
    {
        File.WriteAllText(_folder[name], content);
        return new TrimText(_folder[name]) { Language = language };
    }

    private static TrimOptions Latin => new() { Scripts = [Script.Named("latin")] };

    [Fact]
    public async Task RunAsync_NeededPieces_AreKeptAndTheRestGoes()
    {
        ModelFolder model = Toy.Model(_folder["old"], Old);
        TrimReport report = await VocabularyTrimmer.RunAsync(model, [Text("a.txt", "good day\ngood\n", "eng")], _folder["new"], Latin);
        TextTokenizer trimmed = TextTokenizer.Load(_folder["new"]);
        Assert.NotNull(trimmed.TokenToId("▁good"));
        Assert.Null(trimmed.TokenToId("▁nacht"));
        Assert.Null(trimmed.TokenToId("я"));
        Assert.Equal(trimmed.VocabularySize, report.PiecesAfter);
        Assert.Equal(1, report.Languages[0].Coverage);
        Assert.Equal((3, 3, 3), (report.Languages[0].Words, report.Languages[0].TokensBefore, report.Languages[0].TokensAfter));
    }

    [Fact]
    public async Task RunAsync_CopiedPieces_HaveTheOldRowsByteForByte()
    {
        ModelFolder model = Toy.Model(_folder["old"], Old);
        await VocabularyTrimmer.RunAsync(model, [Text("a.txt", "good day\n")], _folder["new"], Latin);
        ModelFolder trimmed = ModelFolder.Open(_folder["new"]);
        int[] before = Old.Encode("good day abc").Ids, after = TextTokenizer.Load(_folder["new"]).Encode("good day abc").Ids;
        using ITensorSource oldWeights = model.OpenWeights(), newWeights = trimmed.OpenWeights();
        const string Name = "bert.embeddings.word_embeddings.weight";
        Assert.Equal(before.Length, after.Length);
        Assert.All(before.Zip(after), pair => Assert.Equal(oldWeights.GetBytes(Name, pair.First * 8, 8).ToArray(), newWeights.GetBytes(Name, pair.Second * 8, 8).ToArray()));
    }

    [Fact]
    public async Task RunAsync_LettersOfTheScript_AreNeverUnknown()
    {
        ModelFolder model = Toy.Model(_folder["old"], Old);
        TrimReport report = await VocabularyTrimmer.RunAsync(model, [Text("a.txt", "good ọjọ́ ǹkan\n")], _folder["new"], Latin);
        Assert.Contains("ǹ", report.Added);
        Assert.DoesNotContain("a", report.Added);
        TextTokenizer trimmed = TextTokenizer.Load(_folder["new"]);
        Assert.All(Script.Named("latin").Characters.Where(rune => Old.Normalize(rune.ToString()) == rune.ToString()), rune =>
            Assert.DoesNotContain(3, trimmed.Encode("x" + rune, addSpecialTokens: false).Ids));
        Assert.True(report.Languages[0].UnknownBefore > 0);
        Assert.Equal(0, report.Languages[0].UnknownAfter);
    }

    [Fact]
    public async Task RunAsync_SingleLetterOfAnotherScriptInTheText_IsKept()
    {
        ModelFolder model = Toy.Model(_folder["old"], Old);
        await VocabularyTrimmer.RunAsync(model, [Text("a.txt", "good я\n")], _folder["new"], Latin);
        Assert.NotNull(TextTokenizer.Load(_folder["new"]).TokenToId("я"));
    }

    [Fact]
    public async Task RunAsync_RareLanguage_IsNotCrowdedOutAtTemperatureZero()
    {
        ModelFolder model = Toy.Model(_folder["old"], Old);
        TrimText[] texts = [Text("a.txt", string.Concat(Enumerable.Repeat("good day\n", 500)) + "rare rare rare\n", "eng"), Text("b.txt", "nacht\n", "deu")];
        int room = (await VocabularyTrimmer.RunAsync(model, texts, _folder["all"], Latin)).PiecesAfter - 1;
        await VocabularyTrimmer.RunAsync(model, texts, _folder["raw"], Latin with { VocabularySize = room, Temperature = 1 });
        await VocabularyTrimmer.RunAsync(model, texts, _folder["even"], Latin with { VocabularySize = room, Temperature = 0 });
        Assert.Null(TextTokenizer.Load(_folder["raw"]).TokenToId("▁nacht"));
        Assert.NotNull(TextTokenizer.Load(_folder["even"]).TokenToId("▁nacht"));
        Assert.Null(TextTokenizer.Load(_folder["even"]).TokenToId("▁rare"));
    }

    [Fact]
    public async Task RunAsync_Weight_MakesATextCountMore()
    {
        ModelFolder model = Toy.Model(_folder["old"], Old);
        TrimText[] texts = [Text("a.txt", "good day rare\ngood day rare\n", "eng"), Text("b.txt", "good day nacht\n", "eng")];
        int room = (await VocabularyTrimmer.RunAsync(model, texts, _folder["all"], Latin)).PiecesAfter - 1;
        await VocabularyTrimmer.RunAsync(model, texts, _folder["plain"], Latin with { VocabularySize = room });
        await VocabularyTrimmer.RunAsync(model, [texts[0], texts[1] with { Weight = 9 }], _folder["weighed"], Latin with { VocabularySize = room });
        Assert.NotNull(TextTokenizer.Load(_folder["plain"]).TokenToId("▁rare"));
        Assert.NotNull(TextTokenizer.Load(_folder["weighed"]).TokenToId("▁nacht"));
    }

    [Fact]
    public async Task RunAsync_MinimumCount_DropsWhatIsRarer()
    {
        ModelFolder model = Toy.Model(_folder["old"], Old);
        await VocabularyTrimmer.RunAsync(model, [Text("a.txt", "good good day\n")], _folder["new"], Latin with { MinimumCount = 2 });
        Assert.NotNull(TextTokenizer.Load(_folder["new"]).TokenToId("▁good"));
        Assert.Null(TextTokenizer.Load(_folder["new"]).TokenToId("▁day"));
    }

    [Fact]
    public async Task RunAsync_Twice_GivesTheSameBytes()
    {
        ModelFolder model = Toy.Model(_folder["old"], Old);
        TrimText text = Text("a.txt", "good day ọjọ́\n", "yor") with { Licence = "CC0-1.0", Credit = "me" };
        var options = Latin with { CommandLine = "nlptransfer trim", Notice = "A notice." };
        Directory.CreateDirectory(_folder["one"]);
        Directory.CreateDirectory(_folder["two"]);
        foreach (string place in (string[])["one", "two"])
            await VocabularyTrimmer.RunAsync(model, [text], Path.Combine(_folder[place], "m"), options);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(_folder["one"], "m"), "*", SearchOption.AllDirectories))
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(file.Replace(_folder["one"], _folder["two"], StringComparison.Ordinal)));
        string card = File.ReadAllText(Path.Combine(_folder["one"], "m", "README.md"));
        Assert.Contains("| a.txt | yor | CC0-1.0 | me |", card, StringComparison.Ordinal);
        Assert.Contains("A notice.", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_NoScriptsGiven_TakesThoseOfTheTexts()
    {
        ModelFolder model = Toy.Model(_folder["old"], Old);
        TrimReport report = await VocabularyTrimmer.RunAsync(model, [Text("a.txt", "good day\n")], _folder["new"]);
        Assert.Equal(["latin"], report.Scripts);
    }

    [Fact]
    public async Task RunAsync_BudgetBelowTheLetters_IsRefusedWithTheNumbers()
    {
        ModelFolder model = Toy.Model(_folder["old"], Old);
        var exception = await Assert.ThrowsAsync<UsageException>(() => VocabularyTrimmer.RunAsync(model, [Text("a.txt", "good\n")], _folder["new"], Latin with { VocabularySize = 100 }));
        Assert.StartsWith("A vocabulary of 100 pieces has no room for the ", exception.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["new"]));
    }

    [Fact]
    public async Task RunAsync_SeveralFaultyOptions_AreAllNamed()
    {
        ModelFolder model = Toy.Model(_folder["old"], Old);
        var exception = await Assert.ThrowsAsync<UsageException>(() => VocabularyTrimmer.RunAsync(
            model, [Text("a.txt", "good\n")], _folder["new"], new TrimOptions { VocabularySize = 5, MinimumCount = 0, Temperature = 2 }));
        Assert.Equal("options for trimming: VocabularySize must be at least 100, not 5; MinimumCount must be at least 1, not 0; Temperature must be from 0 to 1, not 2", exception.Message);
    }

    [Fact]
    public async Task RunAsync_NoText_IsRefused() =>
        await Assert.ThrowsAsync<UsageException>(() => VocabularyTrimmer.RunAsync(Toy.Model(_folder["old"], Old), [], _folder["new"]));

    [Fact]
    public async Task RunAsync_EmptyText_IsRefusedByFile()
    {
        ModelFolder model = Toy.Model(_folder["old"], Old);
        var exception = await Assert.ThrowsAsync<BadDataException>(() => VocabularyTrimmer.RunAsync(model, [Text("empty.txt", "")], _folder["new"], Latin));
        Assert.Contains("empty.txt", exception.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task RunAsync_WordPiece_KeepsBothFormsOfALetter()
    {
        string source = SharedFolders.MinilmEn();
        ModelFolder model = ModelFolder.Open(source);
        TrimReport report = await VocabularyTrimmer.RunAsync(model, [Text("a.txt", "the unaffable reader\n")], _folder["new"], Latin);
        TextTokenizer old = TextTokenizer.Load(source), trimmed = TextTokenizer.Load(_folder["new"]);
        Assert.Equal(old.Encode("the unaffable reader").Tokens, trimmed.Encode("the unaffable reader").Tokens);
        Assert.DoesNotContain("[UNK]", trimmed.Encode("ɓaɓa zzzz").Tokens);
        Assert.True(report.PiecesAfter < old.VocabularySize);
    }
}
