using System.Text.Json;

namespace NlpTransfer.Tokenization.Tests;

public sealed class ModelFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nlptransfer-folder-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableTheory]
    [InlineData("source.spm")]
    [InlineData("target.spm")]
    public void Load_MarianFolder_NumbersThePiecesOfEachSide(string side)
    {
        string folder = SharedFolders.Data("tokenizer-fixtures", "marian-en-mg");
        TextTokenizer tokenizer = TextTokenizer.Load(side == "source.spm" ? folder : Path.Combine(folder, side));
        Dictionary<string, int> vocabulary = JsonSerializer.Deserialize<Dictionary<string, int>>(File.ReadAllBytes(Path.Combine(folder, "vocab.json")))!;
        string[] lines = [.. SpmEncode.Lines().Where(line => !line.Contains("</s>", StringComparison.Ordinal) && !line.Contains("<unk>", StringComparison.Ordinal) && !line.Contains("<pad>", StringComparison.Ordinal))];
        string[] pieces = SpmEncode.Run(Path.Combine(folder, side), lines, "piece");
        for (int i = 0; i < lines.Length; i++)
        {
            int[] expected = [.. pieces[i].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(piece => vocabulary.GetValueOrDefault(piece, 1)), 0];
            Assert.Equal(expected, tokenizer.Encode(lines[i]).Ids);
        }

        Assert.Equal(new SpecialTokens { Unknown = 1, End = 0, Padding = 54687 }, tokenizer.SpecialTokens);
        Assert.Equal(54688, tokenizer.VocabularySize);
        Assert.Equal("Tsy misy olona.", tokenizer.Decode(tokenizer.Encode("Tsy misy olona.").Ids));
        UsageException refused = Assert.Throws<UsageException>(() => tokenizer.Save(_folder));
        Assert.Equal("The tokenizer's pieces take their ids from a vocab.json beside their model, which a tokenizer.json can't say; keep the folder's files as they are.", refused.Message);
    }

    [SkippableFact]
    public void Load_BarthezModelAndJson_GiveEqualIds()
    {
        File.Copy(SharedFolders.Data("tokenizer-fixtures", "barthez/sentencepiece.bpe.model"), Path.Combine(_folder, "alone.model"));
        TextTokenizer model = TextTokenizer.Load(_folder);
        TextTokenizer json = TextTokenizer.Load(SharedFolders.Data("tokenizer-fixtures", "barthez"));
        string[] different = [.. GoldenTokenizers.Lines().Where(line => !model.Encode(line).Tokens.SequenceEqual(json.Encode(line, addSpecialTokens: false).Tokens))];
        Assert.True(different.Length < 400, string.Join('\n', different.Take(5).Select(line => string.Join(' ', model.Encode(line).Tokens) + "\n" + string.Join(' ', json.Encode(line, false).Tokens))));
    }

    [Fact]
    public void Load_XlmRobertaFolder_NumbersAsFairseqDoes()
    {
        TextTokenizer tokenizer = Load("sentencepiece.bpe.model", """{"tokenizer_class":"XLMRobertaTokenizerFast","mask_token":"<mask>","pad_token":"<pad>","cls_token":"<s>","sep_token":"</s>"}""");
        Assert.Equal("<s> ▁ab ▁ <url> zz <mask> </s>", SmallModels.Tokens(tokenizer, "ab <url>zz <mask>"));
        Assert.Equal([0, 8, 5, 4, 3, 10, 2], tokenizer.Encode("ab <url>zz <mask>").Ids);
        Assert.Equal([0, 8, 2, 2, 8, 2], tokenizer.EncodePair("ab", "ab").Ids);
        Assert.Equal(new SpecialTokens { Begin = 0, Padding = 1, End = 2, Unknown = 3, Mask = 10 }, tokenizer.SpecialTokens);
        tokenizer.Save(_folder);
        Assert.Equal(tokenizer.Encode("ab a").Ids, TextTokenizer.Load(_folder).Encode("ab a").Ids);
    }

    [Fact]
    public void Load_NllbFolder_PutsTheLanguageFirst()
    {
        File.WriteAllText(Path.Combine(_folder, "special_tokens_map.json"), """{"additional_special_tokens":["eng_Latn",{"content":"yor_Latn"}]}""");
        TextTokenizer tokenizer = Load("sentencepiece.bpe.model", """{"tokenizer_class":"NllbTokenizer","src_lang":"yor_Latn"}""", bpe: true);
        Assert.Equal("yor_Latn ▁ab </s>", SmallModels.Tokens(tokenizer, "ab"));
        Assert.Equal(13, tokenizer.TokenToId("eng_Latn"));
        Assert.Equal(15, tokenizer.TokenToId("<mask>"));
    }

    [Fact]
    public void Load_NllbFolderWithoutCodes_IsRefused()
    {
        ModelFormatException refused = Assert.Throws<ModelFormatException>(() => Load("sentencepiece.bpe.model", """{"tokenizer_class":"NllbTokenizer"}"""));
        Assert.Equal(
            Path.Combine(_folder, "sentencepiece.bpe.model") + " belongs to an NLLB model, but special_tokens_map.json lists no additional_special_tokens, from which the language codes take their ids.",
            refused.Message);
    }

    [Fact]
    public void Load_M2M100Folder_TakesIdsFromTheVocabulary()
    {
        File.WriteAllText(Path.Combine(_folder, "vocab.json"), """{"<s>":0,"<pad>":1,"</s>":2,"<unk>":3,"▁ab":4,"a":5,"zz":6}""");
        TextTokenizer tokenizer = Load("sentencepiece.bpe.model", """{"tokenizer_class":"M2M100Tokenizer","src_lang":"yo"}""");
        Assert.Equal("__yo__ ▁ab ▁ zz </s>", SmallModels.Tokens(tokenizer, "ab zz"));
        Assert.Equal([7 + 97, 4, 3, 6, 2], tokenizer.Encode("ab zz").Ids);
        Assert.Equal((7, 106), (tokenizer.TokenToId("__af__"), tokenizer.TokenToId("__zu__")));
        Assert.Equal("ab", tokenizer.Decode(tokenizer.Encode("ab").Ids));
    }

    [Fact]
    public void Load_T5Folder_HasTheSpansBehind()
    {
        TextTokenizer tokenizer = Load("spiece.model", """{"tokenizer_class":"T5Tokenizer","extra_ids":2,"pad_token":"<s>"}""");
        Assert.Equal([7, 10, 2], tokenizer.Encode("ab<extra_id_0>").Ids);
        Assert.Equal(9, tokenizer.TokenToId("<extra_id_1>"));
    }

    [Fact]
    public void Load_DebertaFolder_HasTheMaskBehind()
    {
        SentencePieceEntry[] pieces = [SmallModels.Piece("[PAD]", 0, PieceKind.Control), SmallModels.Piece("[CLS]", 0, PieceKind.Control), SmallModels.Piece("[SEP]", 0, PieceKind.Control), SmallModels.Piece("[UNK]", 0, PieceKind.Unknown), SmallModels.Piece("▁a", -1)];
        File.WriteAllBytes(Path.Combine(_folder, "spm.model"), SmallModels.File(pieces));
        File.WriteAllText(Path.Combine(_folder, "config.json"), """{"model_type":"deberta-v2"}""");
        TextTokenizer tokenizer = TextTokenizer.Load(_folder);
        Assert.Equal([1, 4, 5, 2], tokenizer.Encode("a[MASK]").Ids);
        Assert.Equal([0, 0, 0, 1, 1], tokenizer.EncodePair("a", "a").TypeIds);
    }

    [Fact]
    public void Load_KindThatIsNotKnown_IsRefusedByName()
    {
        ModelFormatException refused = Assert.Throws<ModelFormatException>(() => Load("sentencepiece.bpe.model", """{"tokenizer_class":"MBart50Tokenizer"}"""));
        Assert.Equal(
            Path.Combine(_folder, "sentencepiece.bpe.model") + " belongs to a model of the kind 'MBart50Tokenizer', whose numbering of its pieces is not supported; supported are DebertaV2, M2M100, Marian, MT5, Nllb, T5, XLMRoberta; use its tokenizer.json, or the file alone for its own numbers.",
            refused.Message);
    }

    [Fact]
    public void Load_PiecesInAnotherOrder_AreNotNumberedAnew()
    {
        File.WriteAllBytes(Path.Combine(_folder, "sentencepiece.bpe.model"), SmallModels.File([SmallModels.Piece("<unk>", 0, PieceKind.Unknown), SmallModels.Piece("a", 0), SmallModels.Piece("b", 0)]));
        File.WriteAllText(Path.Combine(_folder, "config.json"), """{"model_type":"xlm-roberta"}""");
        Assert.Equal(
            Path.Combine(_folder, "sentencepiece.bpe.model") + " begins with '<unk>', 'a', 'b'; '<unk>', '<s>', '</s>' was expected, because xlm-roberta numbers them anew.",
            Assert.Throws<ModelFormatException>(() => TextTokenizer.Load(_folder)).Message);
    }

    private TextTokenizer Load(string name, string config, bool bpe = false)
    {
        SentencePieceEntry[] bpePieces = [SmallModels.BpePieces[0], SmallModels.Piece("<s>", 0, PieceKind.Control), SmallModels.Piece("</s>", 0, PieceKind.Control), .. SmallModels.BpePieces.Skip(2)];
        File.WriteAllBytes(Path.Combine(_folder, name), bpe ? SmallModels.File(bpePieces, writer => writer.WriteNumber(3, 2)) : SmallModels.File(SmallModels.UnigramPieces));
        File.WriteAllText(Path.Combine(_folder, "tokenizer_config.json"), config);
        return TextTokenizer.Load(_folder);
    }
}
