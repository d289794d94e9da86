using System.Text.Json.Nodes;
using NlpTransfer.Corpora;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

public sealed class VocabularyRemapperTests : IDisposable
{
    private static readonly TextTokenizer Old = Toy.Unigram("▁", "a", "b", "k", "n", "o", "u", "▁ok", "▁ba");
    private static readonly TextTokenizer Trained = Toy.Unigram("▁", "▁okun", "▁baba", "a", "b", "k", "n", "o", "u");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private RemapSources Text(params string[] lines)
    {
        File.WriteAllLines(_folder["text.txt"], lines);
        return new RemapSources { Texts = [new TrimText(_folder["text.txt"]) { Language = "yor" }], Inputs = RemapInputs.Of([_folder["text.txt"]]) };
    }

    private RemapSources Text() => Text([.. Enumerable.Repeat("okun baba okun", 6)]);

    private Task<RemapReport> Run(RemapSources sources, VocabularyRemapOptions? options = null, TextTokenizer? trained = null) =>
        VocabularyRemapper.RunAsync(Directory.Exists(_folder["old"]) ? ModelFolder.Open(_folder["old"]) : Toy.Model(_folder["old"], Old), trained, sources, _folder["new"], options);

    [Fact]
    public async Task RunAsync_TextAlone_ExtendsAndSaysWhatItDid()
    {
        RemapReport report = await Run(Text());
        Assert.Equal((RemapMode.Extend, "no tokenizer is given to exchange the vocabulary for"), (report.Mode, report.ModeReason));
        Assert.Equal((13, 14, 1), (report.PiecesBefore, report.PiecesAfter, report.PiecesAdded));
        Assert.Equal(["copy", "mean"], report.Methods.Select(method => method.Method));
        Assert.Equal([13, 1], report.Methods.Select(method => method.Tokens));
        // "okun" is one token twice in three words, "baba" three.
        Assert.Equal(0.6, report.Methods[0].Coverage!.Value, 1e-9);
        Assert.Equal(0.4, report.Methods[1].Coverage!.Value, 1e-9);
        Assert.Equal((3, 5 / 3.0), (report.FertilityBefore, report.FertilityAfter));
        Assert.Equal(["▁okun"], TextTokenizer.Load(_folder["new"]).Encode("okun", addSpecialTokens: false).Tokens);
    }

    [Fact]
    public async Task RunAsync_Folder_HoldsPlanReportCardAndProvenance()
    {
        await Run(Text(), new VocabularyRemapOptions { ParentLicence = "MIT", Notice = "Made by somebody else.", CommandLine = "nlptransfer remap" });
        RemapPlan plan = await RemapPlan.LoadAsync(_folder["new/plan.parquet"], TextTokenizer.Load(_folder["new"]));
        Assert.Equal(1, plan.TokensByMethod["mean"]);
        Provenance provenance = ModelFolder.Open(_folder["new"]).Provenance!;
        Assert.Equal(("remap", 1UL, "MIT"), (provenance.Command, provenance.Seed, provenance.Parents[0].Licence));
        Assert.Equal("text.txt", provenance.Inputs[0].Name);
        Assert.Equal("extend", provenance.Options["mode"]);
        Assert.Equal("extend", (string)JsonNode.Parse(File.ReadAllText(_folder["new/remap.json"]))!["mode"]!);
        string card = File.ReadAllText(_folder["new/README.md"]);
        Assert.Contains("| mean | 1 | 40.0 % | its text is old pieces or letters, whose mean it is |", card, StringComparison.Ordinal);
        Assert.Contains("Made by somebody else.", card, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder["new"], card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_TokenizerAndLittleText_ExtendsByItsPieces()
    {
        RemapReport report = await Run(Text(), new VocabularyRemapOptions { Extend = new ExtendOptions { MaximumPieces = 5 } }, Trained);
        Assert.Equal((RemapMode.Extend, "the text is scarce: 18 words, where a vocabulary that takes the old one's place wants 1,000,000"), (report.Mode, report.ModeReason));
        Assert.Equal(15, report.PiecesAfter);
    }

    [Fact]
    public async Task RunAsync_TextUnknownToTheOldVocabulary_Exchanges()
    {
        RemapReport report = await Run(Text([.. Enumerable.Repeat("ሰላም ልዑል", 6)]), null, Toy.Unigram("▁ሰላም", "▁ልዑል"));
        Assert.Equal((RemapMode.Exchange, "50 % of the text's tokens are unknown to the old vocabulary"), (report.Mode, report.ModeReason));
        Assert.Equal(6, report.PiecesAfter);
        Assert.Contains(report.Warnings, warning => warning.Name == "few-tokens-with-evidence");
        Assert.Contains(report.Warnings, warning => warning.Name == "vocabulary-too-large");
    }

    [Fact]
    public async Task RunAsync_ExchangeAskedFor_TakesTheTokenizersPieces()
    {
        RemapReport report = await Run(new RemapSources(), new VocabularyRemapOptions { Mode = RemapMode.Exchange }, Trained);
        Assert.Equal((RemapMode.Exchange, "asked for", 13), (report.Mode, report.ModeReason, report.PiecesAfter));
        Assert.Null(report.Methods[0].Coverage);
        Assert.Null(report.ToJson()["fertilityAfter"]);
    }

    [Fact]
    public async Task RunAsync_VocabularyThatFitsAlready_WarnsThatFertilityHardlyFalls()
    {
        RemapReport report = await Run(Text("ok ba ok"), new VocabularyRemapOptions { Mode = RemapMode.Exchange }, Toy.Unigram("▁", "▁ok", "▁ba", "a"));
        RemapWarning warning = Assert.Single(report.Warnings, warning => warning.Name == "fertility-hardly-falls");
        Assert.Equal("tokens a word go from 1.00 to 1.00 only, so the old vocabulary fits the language about as well; the remap costs what the model knows and gains little", warning.Message);
    }

    [Fact]
    public async Task RunAsync_TokenizerOfAnotherText_WarnsOfUnusedAndUnknownTokens()
    {
        RemapReport report = await Run(Text(), new VocabularyRemapOptions { Mode = RemapMode.Exchange }, Toy.Unigram("▁", "▁xyz", "x", "y", "z", "k"));
        Assert.Contains("tokens-unused", report.Warnings.Select(warning => warning.Name));
        Assert.Contains("more-unknown", report.Warnings.Select(warning => warning.Name));
    }

    [Fact]
    public async Task RunAsync_Focus_TrainsVectorsOnTheText()
    {
        var options = new VocabularyRemapOptions { Initializer = "focus", Extend = new ExtendOptions { MaximumPieces = 5 } };
        RemapReport report = await Run(Text([.. Enumerable.Repeat("okun baba abuka noka", 12)]), options);
        // Fewer than fifty shared tokens have vectors: FOCUS leaves all to the mean.
        Assert.Equal(["copy", "mean"], report.Methods.Select(method => method.Method));
    }

    [Fact]
    public async Task RunAsync_TextTooPoorForVectors_IsNotedByAutoAndRefusedByFocus()
    {
        RemapReport report = await Run(Text("okun"), new VocabularyRemapOptions { Extend = new ExtendOptions { MinimumCount = 1 } });
        Assert.Contains("none of its 1 tokens occurs 5 times", Assert.Single(report.Notes), StringComparison.Ordinal);
        await Assert.ThrowsAsync<BadDataException>(() => Run(Text("okun"), new VocabularyRemapOptions { Initializer = "focus", Force = true }));
    }

    [Fact]
    public async Task RunAsync_SeedOrInitializer_ChangesThePlan()
    {
        var options = new VocabularyRemapOptions { Initializer = "random", Force = true };
        await Run(Text(), options);
        byte[] first = File.ReadAllBytes(_folder["new/model.safetensors"]);
        await Run(Text(), options);
        Assert.Equal(first, File.ReadAllBytes(_folder["new/model.safetensors"]));
        await Run(Text(), options with { Seed = 2 });
        Assert.NotEqual(first, File.ReadAllBytes(_folder["new/model.safetensors"]));
    }

    [Fact]
    public async Task RunAsync_EmptyText_IsRefused()
    {
        var exception = await Assert.ThrowsAsync<BadDataException>(() => Run(Text("", "")));
        Assert.Equal($"{_folder["text.txt"]}: there is no row in it; expected at least one, beside the header where there is one.", exception.Message);
        Assert.False(Directory.Exists(_folder["new"]));
    }

    [Fact]
    public async Task RunAsync_NeitherTextNorTokenizer_IsRefused()
    {
        var exception = await Assert.ThrowsAsync<UsageException>(() => Run(new RemapSources()));
        Assert.Equal("There is neither a tokenizer nor text, so nothing tells what the new vocabulary is; give --tokenizer, --text or both.", exception.Message);
    }

    [Fact]
    public async Task RunAsync_ExchangeWithoutTokenizer_IsRefused()
    {
        var exception = await Assert.ThrowsAsync<UsageException>(() => Run(Text(), new VocabularyRemapOptions { Mode = RemapMode.Exchange }));
        Assert.Equal("There is no tokenizer to exchange the vocabulary for; give one with --tokenizer, or extend the old one (--mode extend).", exception.Message);
    }

    [Fact]
    public async Task RunAsync_ExtendWithoutText_IsRefused()
    {
        var exception = await Assert.ThrowsAsync<UsageException>(() => Run(new RemapSources(), new VocabularyRemapOptions { Mode = RemapMode.Extend }, Trained));
        Assert.Equal("There is no text, and only text tells which pieces are worth adding; give some with --text, or exchange the vocabulary (--mode exchange).", exception.Message);
    }

    [Fact]
    public async Task RunAsync_GoalThere_IsRefused()
    {
        Directory.CreateDirectory(_folder["new"]);
        var exception = await Assert.ThrowsAsync<UsageException>(() => Run(Text()));
        Assert.Equal($"{_folder["new"]} exists; choose another name, or allow it to be replaced (--force).", exception.Message);
    }

    [Fact]
    public async Task RunAsync_ModelWithoutSpecialTokens_IsRefused()
    {
        var bare = new TextTokenizer(Old.Definition with { AddedTokens = [], PostProcessor = null, Model = UnigramModel.Create([new("▁", -1), new("a", -1)], null) });
        Toy.Model(_folder["old"], Old, extraRows: -11);
        File.Delete(_folder["old/tokenizer.json"]);
        bare.Save(_folder["old"]);
        File.WriteAllText(_folder["old/tokenizer_config.json"], "{}");
        var exception = await Assert.ThrowsAsync<ModelFormatException>(() => Run(Text()));
        Assert.Equal(
            $"{_folder["old/tokenizer.json"]}: the model's tokenizer has no special token for padding and for what is unknown, and what is not known can't be carried over; " +
            "add them to its vocabulary, or name them in special_tokens_map.json (pad_token, unk_token).",
            exception.Message);
    }

    [Fact]
    public async Task RunAsync_Pairs_AlignNewTokensWithOldOnes()
    {
        File.WriteAllLines(_folder["en.txt"], Enumerable.Repeat("ok ba", 8));
        File.WriteAllLines(_folder["yo.txt"], Enumerable.Repeat("okun nunu", 8));
        RemapSources sources = Text() with { Pairs = [PairCorpus.OpenAligned(_folder["en.txt"], _folder["yo.txt"])] };
        RemapReport report = await Run(sources, new VocabularyRemapOptions { Initializer = "alignment" });
        Assert.Equal(["copy", "alignment"], report.Methods.Select(method => method.Method));
        RemapPlan plan = await RemapPlan.LoadAsync(_folder["new/plan.parquet"], TextTokenizer.Load(_folder["new"]));
        RemapRow row = plan.RowsOf(13)[0];
        Assert.Equal(("▁ok", "alignment"), (Old.IdToToken(row.OldToken), row.Method));
    }

    [Fact]
    public async Task RunAsync_Lexicon_ExpressesItsWords()
    {
        RemapReport report = await Run(Lexicon("ok\tokun\nba\tbaba\n"), new VocabularyRemapOptions { Initializer = "lexicon" });
        Assert.Equal(["copy", "lexicon"], report.Methods.Select(method => method.Method));
        RemapPlan plan = await RemapPlan.LoadAsync(_folder["new/plan.parquet"], TextTokenizer.Load(_folder["new"]));
        Assert.Equal("▁ok", Old.IdToToken(plan.RowsOf(13)[0].OldToken));
    }

    [Fact]
    public async Task RunAsync_LexiconTooSmallForAMap_IsNotedByAutoAndRefusedByWechsel()
    {
        RemapSources sources = Lexicon("ok\tokun\n");
        File.WriteAllLines(_folder["en.txt"], Enumerable.Repeat("ok ba nok", 9));
        sources = sources with { SourceTexts = [new TrimText(_folder["en.txt"])] };
        const string Few = "Only 1 of the lexicon's 1 pairs have vectors for both words (3 source words and 2 target words have one), fewer than 30 (MinimumPairs); give a longer lexicon, or train vectors on more text.";
        Assert.Contains(Few, (await Run(sources)).Notes);
        var exception = await Assert.ThrowsAsync<BadDataException>(() => Run(sources, new VocabularyRemapOptions { Initializer = "wechsel", Force = true }));
        Assert.Equal(Few, exception.Message);
    }

    [Fact]
    public async Task RunAsync_LexiconOfThreeColumns_IsRefused()
    {
        var exception = await Assert.ThrowsAsync<BadDataException>(() => Run(Lexicon("ok\tokun\tnoun\n")));
        Assert.Equal($"{_folder["words.tsv"]}:1: the line has 3 columns, but a lexicon has two, english<TAB>word; remove the others.", exception.Message);
    }

    [Fact]
    public async Task RunAsync_LexiconWithExchangedColumns_IsRefused()
    {
        string[] words = ["okun", "baba", "noka", "abuka", "kobo", "nuba"];
        RemapSources sources = Text([.. words]) with { LexiconPath = Lexicon(string.Concat(words.Select((word, i) => $"{word}\tenglish{i}\n"))).LexiconPath };
        File.WriteAllLines(_folder["text.txt"], words);
        var exception = await Assert.ThrowsAsync<BadDataException>(() => Run(sources));
        Assert.Equal(
            $"{_folder["words.tsv"]}: the columns seem exchanged: 0 words are known where they stand, but 6 in the other column's language; write english<TAB>word, or say that the columns are exchanged (ColumnsExchanged).",
            exception.Message);
    }

    private RemapSources Lexicon(string content)
    {
        File.WriteAllText(_folder["words.tsv"], content);
        return Text() with { LexiconPath = _folder["words.tsv"] };
    }

    [Fact]
    public async Task RunAsync_PairsOfUnequalLength_AreRefused()
    {
        File.WriteAllLines(_folder["en.txt"], ["a", "b"]);
        File.WriteAllLines(_folder["yo.txt"], ["a"]);
        RemapSources sources = Text() with { Pairs = [PairCorpus.OpenAligned(_folder["en.txt"], _folder["yo.txt"])] };
        var exception = await Assert.ThrowsAsync<BadDataException>(() => Run(sources));
        Assert.Equal($"{_folder["en.txt"]} has 2 lines, but {_folder["yo.txt"]} has 1; aligned files need a translation on the same line: find the line where they part.", exception.Message);
    }

    [Fact]
    public void Load_TokenizerWithAPieceTwice_IsRefused()
    {
        Old.Save(_folder["tokenizer.json"]);
        File.WriteAllText(_folder["tokenizer.json"], File.ReadAllText(_folder["tokenizer.json"]).Replace("\"u\"", "\"o\"", StringComparison.Ordinal));
        var exception = Assert.Throws<ModelFormatException>(() => TextTokenizer.Load(_folder["tokenizer.json"]));
        Assert.Equal($"{_folder["tokenizer.json"]}: $.model.vocab[10] is 'o', which is there already.", exception.Message);
    }
}
