namespace NlpTransfer.Tokenization.Tests;

public sealed class TokenizerFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nlptransfer-tokenizer-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Save_Folder_WritesTokenizerJsonAndKeepsAnExistingOne()
    {
        TextTokenizer tokenizer = SmallTokenizers.LoadUnigram();
        tokenizer.Save(_folder);
        Assert.Throws<UsageException>(() => tokenizer.Save(_folder));
        tokenizer.Save(_folder, overwrite: true);
        TextTokenizer read = TextTokenizer.Load(_folder);
        Assert.Equal(File.ReadAllBytes(Path.Combine(_folder, "tokenizer.json")), SmallTokenizers.Save(read));
    }

    [SkippableFact]
    public void Load_VocabularyAlone_EqualsTheTokenizerJson()
    {
        foreach (string name in (string[])["vocab.txt", "tokenizer_config.json", "special_tokens_map.json"])
            File.Copy(Path.Combine(SharedFolders.MinilmEn(), name), Path.Combine(_folder, name));
        TextTokenizer fromVocabulary = TextTokenizer.Load(_folder);
        TextTokenizer fromJson = TextTokenizer.Load(SharedFolders.MinilmEn());
        Assert.Equal(fromJson.SpecialTokens, fromVocabulary.SpecialTokens);
        foreach (string line in GoldenTokenizers.Lines())
        {
            TokenEncoding expected = fromJson.Encode(line);
            TokenEncoding encoding = fromVocabulary.Encode(line);
            Assert.Equal(expected.Ids, encoding.Ids);
            Assert.Equal(expected.Offsets, encoding.Offsets);
            Assert.Equal(fromJson.Decode(expected.Ids), fromVocabulary.Decode(expected.Ids));
        }
    }

    [Theory]
    [InlineData("""{"do_lower_case":true}""", "a", "a")]
    [InlineData("""{"do_lower_case":true}""", "Á", "a")]
    [InlineData("""{"do_lower_case":false}""", "Á", "Á")]
    [InlineData("""{"do_lower_case":true,"strip_accents":false}""", "Á", "á")]
    [InlineData("""{"do_lower_case":false,"strip_accents":true}""", "Á", "A")]
    [InlineData("""{"tokenize_chinese_chars":true}""", "a中", "a 中")]
    [InlineData("""{"tokenize_chinese_chars":false}""", "a中", "a中")]
    public void Load_VocabularyWithConfig_FollowsIt(string config, string text, string expected)
    {
        WriteVocabulary("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "A", "á", "Á", "中", "a中");
        File.WriteAllText(Path.Combine(_folder, "tokenizer_config.json"), config);
        TextTokenizer tokenizer = TextTokenizer.Load(_folder);
        Assert.Equal($"[CLS] {expected} [SEP]", string.Join(' ', tokenizer.Encode(text).Tokens));
    }

    [Fact]
    public void Load_VocabularyWithoutSeparator_IsRefused()
    {
        WriteVocabulary("[UNK]", "[CLS]");
        string file = Path.Combine(_folder, "vocab.txt");
        ModelFormatException refused = Assert.Throws<ModelFormatException>(() => TextTokenizer.Load(_folder));
        Assert.Equal($"{file} has no line '[SEP]', which BERT puts around a text; add it or name another in tokenizer_config.json.", refused.Message);
    }

    [Fact]
    public void Load_VocabularyWithDuplicate_IsRefused()
    {
        WriteVocabulary("[UNK]", "a", "a");
        Assert.Contains("piece 2 ('a') is there already", Assert.Throws<ModelFormatException>(() => TextTokenizer.Load(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NothingThere_SaysWhatWasExpected()
    {
        Assert.StartsWith($"{_folder} has no tokenizer.json, no SentencePiece model, no vocab.txt and no vocab.json with merges.txt", Assert.Throws<ModelFormatException>(() => TextTokenizer.Load(_folder)).Message, StringComparison.Ordinal);
        string missing = Path.Combine(_folder, "missing");
        Assert.StartsWith($"There is no tokenizer at {missing}", Assert.Throws<ModelFormatException>(() => TextTokenizer.Load(missing)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ConfigNamesTokens_AreTheSpecialTokens()
    {
        SmallTokenizers.LoadUnigram().Save(_folder);
        Assert.Equal(new SpecialTokens { Padding = 1, Unknown = 3, Begin = 0, End = 2, Mask = 12 }, TextTokenizer.Load(_folder).SpecialTokens);
        File.WriteAllText(Path.Combine(_folder, "tokenizer_config.json"), """{"pad_token":{"content":"a"},"cls_token":"b","eos_token":null,"mask_token":"nowhere"}""");
        Assert.Equal(new SpecialTokens { Padding = 5, Unknown = 3, Begin = 6, End = 2, Mask = 12 }, TextTokenizer.Load(_folder).SpecialTokens);
    }

    [Fact]
    public void Load_AddedTokenContradictsModel_IsRefusedWithThePath()
    {
        string file = Path.Combine(_folder, "tokenizer.json");
        File.WriteAllText(file, SmallTokenizers.Unigram.Replace("\"id\":12", "\"id\":4", StringComparison.Ordinal));
        Assert.Equal(
            $"{file}: $.added_tokens does not fit: the added token '<mask>' has the id 4, which belongs to the piece '▁'.",
            Assert.Throws<ModelFormatException>(() => TextTokenizer.Load(file)).Message);
    }

    [Theory]
    [InlineData("tokenizer.json")]
    [InlineData("huge.model")]
    [InlineData("vocab.txt")]
    public void Load_FileOfTwoGigabytes_IsNotReadIntoMemory(string name)
    {
        string file = Path.Combine(_folder, name);
        using (FileStream stream = File.Create(file))
            stream.SetLength(2L << 30);
        Assert.Equal(
            $"{file} has 2147483648 bytes; a tokenizer file of at most 536870912 was expected.",
            Assert.Throws<ModelFormatException>(() => TextTokenizer.Load(file)).Message);
    }

    [Fact]
    public void Load_TwoModelsInAFolder_AsksWhichIsMeant()
    {
        File.WriteAllBytes(Path.Combine(_folder, "b.model"), SmallModels.File(SmallModels.UnigramPieces));
        Assert.Equal("▁ab", SmallModels.Tokens(TextTokenizer.Load(_folder), "ab"));
        File.WriteAllBytes(Path.Combine(_folder, "a.spm"), SmallModels.File(SmallModels.UnigramPieces));
        Assert.Equal($"{_folder} has 2 SentencePiece models (a.spm, b.model); name the one that is meant.", Assert.Throws<ModelFormatException>(() => TextTokenizer.Load(_folder)).Message);
    }

    [Fact]
    public void Load_ModelUnderAnotherName_IsToldByItsContent()
    {
        string file = Path.Combine(_folder, "tokenizer.json");
        File.WriteAllBytes(file, SmallModels.File(SmallModels.UnigramPieces));
        Assert.Equal("▁ab", SmallModels.Tokens(TextTokenizer.Load(file), "ab"));
        string model = Path.Combine(_folder, "spelled.model");
        File.WriteAllText(model, "\n " + SmallTokenizers.Unigram);
        Assert.Equal("<s> ▁ab </s>", SmallModels.Tokens(TextTokenizer.Load(model), "ab"));
    }

    [Fact]
    public void Load_ModelWithoutSpecialPieces_HasNoneBesideTheUnknown()
    {
        string file = Path.Combine(_folder, "bare.model");
        File.WriteAllBytes(file, SmallModels.File([SmallModels.Piece("<unk>", 0, PieceKind.Unknown), SmallModels.Piece("▁", -1), SmallModels.Piece("a", -2)]));
        Assert.Equal(new SpecialTokens { Unknown = 0 }, TextTokenizer.Load(file).SpecialTokens);
    }

    [Fact]
    public void Load_AddedTokensBesideAVocabulary_AreThereOrRefused()
    {
        WriteVocabulary("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a");
        string file = Path.Combine(_folder, "added_tokens.json");
        File.WriteAllText(file, """{"[MASK]":4}""");
        Assert.Equal([2, 5, 3], TextTokenizer.Load(_folder).Encode("a").Ids);
        File.WriteAllText(file, """{"[NEW]":6}""");
        Assert.Equal(
            $"{file}: $.[NEW] has the id 6, which the vocabulary lacks; tokens added beside vocab.txt are not supported; use a tokenizer.json.",
            Assert.Throws<ModelFormatException>(() => TextTokenizer.Load(_folder)).Message);
        File.WriteAllText(file, """{"a":6}""");
        Assert.Equal(
            $"{file}: $.a has the id 6, which the vocabulary has as 5; tokens added beside vocab.txt are not supported; use a tokenizer.json.",
            Assert.Throws<ModelFormatException>(() => TextTokenizer.Load(_folder)).Message);
    }

    private void WriteVocabulary(params string[] pieces) => File.WriteAllLines(Path.Combine(_folder, "vocab.txt"), pieces);
}
