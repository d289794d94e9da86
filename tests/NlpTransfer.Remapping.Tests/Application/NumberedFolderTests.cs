using System.Text.Json;
using System.Text.Json.Nodes;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

/// <summary>Marian's two SentencePiece models with one or two vocab.json, and M2M-100's one with languages behind it.</summary>
public sealed class NumberedFolderTests : IDisposable
{
    private static readonly string[] SourcePieces = ["▁", "a", "b", "c", "▁ab", "ca"], TargetPieces = ["▁", "a", "e", "o", "m", "i", "▁oe"];
    private static readonly string[] Joint = [.. SourcePieces.Union(TargetPieces)];
    private static readonly VocabularyRemapOptions Extending = new() { Mode = RemapMode.Extend };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RunAsync_ExtendTargetOfAJointVocabulary_LeavesTheSourceAsItIs()
    {
        TranslationFolder old = Marian();
        RemapReport report = await VocabularyRemapper.RunAsync(old, null, Text("omi omi ẹ e"), _folder["new"], null, Extending);
        Assert.Equal(("extend", 2), (report.Mode.ToString().ToLowerInvariant(), report.PiecesAdded));
        TranslationFolder made = TranslationFolder.Open(_folder["new"]);
        Assert.Equal(File.ReadAllBytes(Path.Combine(old.Path, "source.spm")), File.ReadAllBytes(Path.Combine(made.Path, "source.spm")));
        (TextTokenizer wasSource, TextTokenizer? wasTarget) = TextTokenizer.LoadBoth(old);
        (TextTokenizer source, TextTokenizer? target) = TextTokenizer.LoadBoth(made);
        int first = wasSource.VocabularySize;
        Assert.Equal((first + 2, first + 2), (source.VocabularySize, made.Config.Decoder.VocabularySize));
        Assert.Equal(wasSource.Encode("ab ca omi").Ids, source.Encode("ab ca omi").Ids);
        Assert.Equal(wasTarget!.Encode("oe a").Ids, target!.Encode("oe a").Ids);
        Assert.Equal(["ẹ", "▁omi"], Enumerable.Range(first, 2).Select(target.IdToToken));
        Assert.Equal([first + 1, target.TokenToId("▁oe")!.Value, 0], target.Encode("omi oe").Ids);
        Assert.Equal("omi ẹ", target.Decode(target.Encode("omi ẹ").Ids));
        Assert.Equal((old.Config.PaddingId, old.Config.EndId), (made.Config.PaddingId, made.Config.EndId));
        Rows(old, made, "model.shared.weight", id => id);
        Rows(old, made, "final_logits_bias", id => id);
    }

    [Fact]
    public async Task RunAsync_ExchangeTargetOfAJointVocabulary_KeepsTheSourcesPieces()
    {
        TranslationFolder old = Marian();
        await VocabularyRemapper.RunAsync(old, Toy.SentencePiece("▁", "o", "m", "i", "▁omi", "ẹ"), new RemapSources(), _folder["new"]);
        TranslationFolder made = TranslationFolder.Open(_folder["new"]);
        (TextTokenizer source, TextTokenizer? target) = TextTokenizer.LoadBoth(made);
        Assert.Equal(["</s>", "<unk>", .. SourcePieces, "o", "m", "i", "▁omi", "ẹ", "<pad>"], Enumerable.Range(0, target!.VocabularySize).Select(target.IdToToken));
        Assert.Equal(TextTokenizer.Load(old.Path).Encode("ab ca").Tokens, source.Encode("ab ca").Tokens);
        Assert.Equal(["▁omi", "ẹ", "</s>"], target.Encode("omiẹ").Tokens);
        Assert.Equal((13, 13, 0), (made.Config.PaddingId, made.Config.StartId, made.Config.EndId));
        Assert.Equal([[13]], made.Generation.Options.BadWords.Take(1));
        TextTokenizer before = TextTokenizer.LoadBoth(old).Target!;
        foreach (string name in (string[])["model.shared.weight", "final_logits_bias"])
            Rows(made, old, name, id => before.TokenToId(target.IdToToken(id)!), from: made);
    }

    [Theory]
    [InlineData(RemapSide.Target)]
    [InlineData(RemapSide.Source)]
    public async Task RunAsync_TwoVocabularies_ChangeOneByOne(RemapSide side)
    {
        TranslationFolder old = Marian(separate: true);
        await VocabularyRemapper.RunAsync(old, null, Text("omi omi"), _folder["new"], side, Extending);
        TranslationFolder made = TranslationFolder.Open(_folder["new"]);
        bool ofTarget = side == RemapSide.Target;
        string other = ofTarget ? "model.encoder.embed_tokens.weight" : "model.decoder.embed_tokens.weight", own = ofTarget ? "model.decoder.embed_tokens.weight" : "model.encoder.embed_tokens.weight";
        using (ITensorSource before = old.OpenWeights(), after = made.OpenWeights())
        {
            Assert.Equal(before.ReadSingles(other), after.ReadSingles(other));
            Assert.Equal(ofTarget, before.Require("final_logits_bias").Shape[1] < after.Require("final_logits_bias").Shape[1]);
        }

        Rows(old, made, own, id => id);
        // o, m and i are letters that only the target has.
        Assert.Equal((9 + (ofTarget ? 0 : 4), 10 + (ofTarget ? 1 : 0)), (made.Config.Encoder.VocabularySize, made.Config.Decoder.VocabularySize));
        Assert.Equal((old.Config.PaddingId, old.Config.EndId), (made.Config.PaddingId, made.Config.EndId));
        (TextTokenizer source, TextTokenizer? target) = TextTokenizer.LoadBoth(made);
        Assert.Equal("▁omi", (ofTarget ? target! : source).Encode("omi").Tokens[0]);
        Assert.Equal("omi oe", target!.Decode(target.Encode("omi oe").Ids));
        string fileOfOther = ofTarget ? "vocab.json" : "target_vocab.json";
        Assert.Equal(File.ReadAllBytes(Path.Combine(old.Path, fileOfOther)), File.ReadAllBytes(Path.Combine(made.Path, fileOfOther)));
    }

    [Fact]
    public async Task RunAsync_SourceSmallerThanTheTargetsPadding_IsRefused()
    {
        TranslationFolder old = Marian(separate: true);
        var exception = await Assert.ThrowsAsync<ModelFormatException>(() => VocabularyRemapper.RunAsync(old, Toy.SentencePiece("▁", "a"), new RemapSources(), _folder["new"], RemapSide.Source));
        Assert.Equal($"{Path.Combine(old.Path, "config.json")}: pad_token_id is 8, an id of the target's vocabulary that fills sources too, and the new vocabulary of sources has 5 tokens; exchange the target's vocabulary first (--side target), which gives its padding token a small id.", exception.Message);
    }

    [Fact]
    public async Task RunAsync_BothSidesOfAMarianFolder_AreChangedOneAfterTheOther()
    {
        TranslationFolder old = Marian();
        var exception = await Assert.ThrowsAsync<UsageException>(() => VocabularyRemapper.RunAsync(old, null, Text("omi"), _folder["new"], RemapSide.Both));
        Assert.Equal($"{old.Path}: source and target have tokenizers of their own (source.spm, target.spm); change one side after the other (--side source, --side target).", exception.Message);
        await VocabularyRemapper.RunAsync(old, null, Text("omi omi"), _folder["one"], RemapSide.Source, Extending);
        await VocabularyRemapper.RunAsync(TranslationFolder.Open(_folder["one"]), null, Text("omi omi"), _folder["two"], RemapSide.Target, Extending);
        (TextTokenizer source, TextTokenizer? target) = TextTokenizer.LoadBoth(TranslationFolder.Open(_folder["two"]));
        // The piece that both have has one id.
        Assert.Equal(source.Encode("omi").Ids, target!.Encode("omi").Ids);
    }

    [Fact]
    public async Task RunAsync_TokenizerThatIsNoSentencePieceModel_IsRefused()
    {
        var exception = await Assert.ThrowsAsync<UsageException>(() => VocabularyRemapper.RunAsync(Marian(), Toy.WordPiece("a"), new RemapSources(), _folder["new"]));
        Assert.Equal(
            "The model keeps its vocabulary as a SentencePiece model with a vocab.json. The tokenizer can't be written as a SentencePiece model: its model is WordPiece, and only Unigram and BPE can; give one that can be, as 'tokenizer train --kind unigram' makes them.",
            exception.Message);
    }

    [Fact]
    public async Task RunAsync_TrimAMarianFolder_IsRefused() => Assert.EndsWith(
        "here the target has its own (target.spm); exchange the side's vocabulary for a smaller one instead (remap --side ... --mode exchange).",
        (await Assert.ThrowsAsync<UsageException>(() => VocabularyTrimmer.RunAsync(Marian(), [new TrimText(_folder["text.txt"])], _folder["new"]))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task RunAsync_ExtendM2M100_LanguagesFollowBehindTheNewPieces()
    {
        TranslationFolder old = M2M100();
        TextTokenizer before = TextTokenizer.Load(old.Path);
        RemapReport report = await VocabularyRemapper.RunAsync(old, null, Text("abc abc abẹ"), _folder["new"], null, Extending);
        TextTokenizer after = TextTokenizer.Load(_folder["new"]);
        TranslationFolder made = TranslationFolder.Open(_folder["new"]);
        Assert.True(report.PiecesAdded > 1);
        Assert.Equal(before.VocabularySize + report.PiecesAdded, after.VocabularySize);
        Assert.Equal(["__en__", "__yo__"], Enumerable.Range(after.VocabularySize - 2, 2).Select(after.IdToToken));
        Assert.Equal(after.TokenToId("__yo__"), made.Generation.Options.FirstToken);
        Assert.Equal((1, 1), (made.Config.PaddingId, made.Config.Encoder.PaddingId));
        Assert.Equal(["__en__", "▁ab", "▁a", "</s>"], after.Encode("ab a").Tokens);
        Assert.Equal(["__en__", "▁abc", "</s>"], after.Encode("abc").Tokens);
        Assert.DoesNotContain("<unk>", after.Encode("abẹ").Tokens);
        Rows(old, made, "model.shared.weight", id => after.TokenToId(before.IdToToken(id)!));
        JsonObject vocabulary = JsonNode.Parse(File.ReadAllText(Path.Combine(_folder["new"], "vocab.json")))!.AsObject();
        Assert.Equal(after.VocabularySize - 2, vocabulary.Count);
    }

    [Fact]
    public async Task RunAsync_ExchangeM2M100_PaddingAndLanguagesKeepTheirPlaces()
    {
        TranslationFolder old = M2M100();
        await VocabularyRemapper.RunAsync(old, Toy.SentencePiece("▁", "o", "m", "i", "▁omi"), new RemapSources(), _folder["new"]);
        TextTokenizer after = TextTokenizer.Load(_folder["new"]);
        TranslationFolder made = TranslationFolder.Open(_folder["new"]);
        Assert.Equal(["<s>", "<pad>", "</s>", "<unk>", "▁", "o", "m", "i", "▁omi", "__en__", "__yo__"], Enumerable.Range(0, after.VocabularySize).Select(after.IdToToken));
        Assert.Equal([9, 8, 2], after.Encode("omi").Ids);
        Assert.Equal((1, 10), (made.Config.PaddingId, made.Generation.Options.FirstToken));
    }

    /// <summary>Every row of a token of one model is that of another, where it has one.</summary>
    private static void Rows(TranslationFolder old, TranslationFolder made, string name, Func<int, int?> placeOf, TranslationFolder? from = null)
    {
        using ITensorSource before = old.OpenWeights(), after = made.OpenWeights();
        float[] was = before.ReadSingles(name), now = after.ReadSingles(name);
        int width = name == "final_logits_bias" ? 1 : ToyTranslator.Width, rows = was.Length / width, found = 0;
        for (int id = 0; id < rows; id++)
        {
            if (placeOf(id) is not { } place)
                continue;
            found++;
            Assert.Equal(was[(id * width)..((id + 1) * width)], now[(place * width)..((place + 1) * width)]);
        }

        Assert.True(from is null ? found == rows : found > 8, $"{found} of {rows}");
    }

    private RemapSources Text(string line)
    {
        File.WriteAllText(_folder["text.txt"], string.Concat(Enumerable.Repeat(line + "\n", 9)));
        return new RemapSources { Texts = [new TrimText(_folder["text.txt"])] };
    }

    private TranslationFolder Marian(bool separate = false)
    {
        string path = _folder["old"];
        Directory.CreateDirectory(path);
        Toy.SentencePiece(SourcePieces).Save(Path.Combine(path, "source.spm"));
        Toy.SentencePiece(TargetPieces).Save(Path.Combine(path, "target.spm"));
        string[] vocabulary = separate ? SourcePieces : Joint;
        Vocabulary("vocab.json", ["</s>", "<unk>", .. vocabulary, "<pad>"]);
        // Both have the padding token at the same place.
        if (separate)
            Vocabulary("target_vocab.json", ["</s>", "<unk>", .. TargetPieces.Take(6), "<pad>", TargetPieces[6]]);
        JsonObject config = ToyTranslator.Bart(separate ? "marian-separate" : "marian", vocabulary.Length + 3, new SpecialTokens { End = 0, Padding = separate ? 8 : vocabulary.Length + 2 });
        if (separate)
            config["decoder_vocab_size"] = TargetPieces.Length + 3;
        ToyTranslator.WriteWeights(path, config);
        return TranslationFolder.Open(path);
    }

    private TranslationFolder M2M100()
    {
        string path = _folder["old"];
        Directory.CreateDirectory(path);
        Toy.SentencePieceBpe(["▁", "a", "b", "c", "▁a", "▁ab"], ["▁ a", "▁a b"]).Save(Path.Combine(path, "sentencepiece.bpe.model"));
        Vocabulary("vocab.json", ["<s>", "<pad>", "</s>", "<unk>", "▁ab", "▁a", "a", "b", "c", "▁"]);
        File.WriteAllText(Path.Combine(path, "special_tokens_map.json"), """{"additional_special_tokens":["__en__","__yo__"]}""");
        File.WriteAllText(Path.Combine(path, "tokenizer_config.json"), """{"tokenizer_class":"M2M100Tokenizer","src_lang":"en"}""");
        ToyTranslator.WriteWeights(path, ToyTranslator.Bart("m2m_100", 12, new SpecialTokens { End = 2, Padding = 1 }));
        string generation = Path.Combine(path, "generation_config.json");
        JsonNode json = JsonNode.Parse(File.ReadAllText(generation))!;
        json["forced_bos_token_id"] = 11;
        File.WriteAllText(generation, json.ToJsonString());
        return TranslationFolder.Open(path);
    }

    private void Vocabulary(string name, IEnumerable<string> pieces) =>
        File.WriteAllText(Path.Combine(_folder["old"], name), JsonSerializer.Serialize(pieces.Select((piece, id) => (piece, id)).ToDictionary(entry => entry.piece, entry => entry.id)));
}
