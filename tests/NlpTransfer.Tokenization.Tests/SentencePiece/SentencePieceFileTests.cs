namespace NlpTransfer.Tokenization.Tests;

public sealed class SentencePieceFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nlptransfer-spm-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableTheory]
    [MemberData(nameof(GoldenTokenizers.Cases), MemberType = typeof(GoldenTokenizers))]
    public void Save_GoldenModel_IsTheSameFile(string name)
    {
        Skip.If(name == "none" || !GoldenTokenizers.Path(name).EndsWith(".model", StringComparison.Ordinal), $"{name} is no SentencePiece model.");
        string copy = Path.Combine(_folder, "copy.model");
        TextTokenizer.Load(GoldenTokenizers.Path(name)).Save(copy);
        Assert.True(File.ReadAllBytes(GoldenTokenizers.Path(name)).AsSpan().SequenceEqual(File.ReadAllBytes(copy)));
    }

    [SkippableTheory]
    [MemberData(nameof(GoldenTokenizers.Cases), MemberType = typeof(GoldenTokenizers))]
    public void Save_GoldenModelAsJson_GivesEqualIdsButWhereTheFormatsDiffer(string name)
    {
        Skip.If(name == "none" || !GoldenTokenizers.Path(name).EndsWith(".model", StringComparison.Ordinal), $"{name} is no SentencePiece model.");
        TextTokenizer tokenizer = TextTokenizer.Load(GoldenTokenizers.Path(name));
        tokenizer.Save(_folder);
        TextTokenizer json = TextTokenizer.Load(_folder);
        string[] different = [.. GoldenTokenizers.Lines().Where(line => !tokenizer.Encode(line).Ids.SequenceEqual(json.Encode(line).Ids))];
        Assert.All(different, line => Assert.True(IsSpecialCase(line) || (name.EndsWith("-cf", StringComparison.Ordinal) && HasMark(line)), $"{name}: '{line}'\n{string.Join(' ', tokenizer.Encode(line).Tokens)}\n{string.Join(' ', json.Encode(line).Tokens)}"));
        Assert.True(different.Length < 20, $"{different.Length} lines differ");
    }

    [Fact]
    public void Read_CutFiles_AreRefused()
    {
        byte[] good = SmallModels.File(SmallModels.UnigramPieces, writer => writer.WriteNumber(3, 1), writer => writer.WriteBool(3, true));
        int unknownOnly = 0;
        for (int length = 0; length < good.Length; length++)
        {
            try
            {
                SentencePieceReader.Read(good.AsSpan(0, length), "cut.model");
                unknownOnly++;
            }
            catch (ModelFormatException)
            {
            }
        }

        // A file cut between two fields is a shorter file; nothing but the sections' own words could tell.
        Assert.InRange(unknownOnly, 1, SmallModels.UnigramPieces.Count + 2);
    }

    [Fact]
    public void Read_DamagedFiles_EndInOneTypedErrorOrATokenizer()
    {
        byte[] good = SmallModels.File(SmallModels.BpePieces, writer => writer.WriteNumber(3, 2), writer => writer.WriteBool(3, true));
        int refused = 0;
        for (ulong step = 0; step < 3000; step++)
        {
            var random = new CounterRandom(5, "damage", step);
            byte[] bad = [.. good];
            for (int i = 0; i <= random.NextInt32(3); i++)
                bad[random.NextInt32(bad.Length)] = (byte)random.NextUInt32();
            try
            {
                TextTokenizer tokenizer = SmallModels.Load(bad);
                tokenizer.Decode(tokenizer.Encode("ab <url> é\uD800 x").Ids);
            }
            catch (NlpTransferException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 500, 3000);
    }

    [Fact]
    public void Read_BadFiles_SayWhatIsWrong()
    {
        const string Damaged = "test.model is no SentencePiece model or is damaged: ";
        Assert.Equal(Damaged + "it has no pieces.", Refused([]));
        Assert.Equal(Damaged + "the model asks for 2147483647 bytes, of which 0 are there (at byte 6 of it).", Refused([0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x07]));
        Assert.Equal(Damaged + "the model asks for 1 bytes, of which 0 are there (at byte 2 of it).", Refused([0x0A, 0x81]));
        Assert.Equal(Damaged + "the model has a number of more than ten bytes (at byte 11 of it).", Refused([0x08, .. Enumerable.Repeat((byte)0xFF, 12)]));
        Assert.Equal(Damaged + "the model has a field of wire type 3, which is none that is in use (at byte 1 of it).", Refused([0x0B]));
        Assert.Equal(Damaged + "the model has a field with the number 0 (at byte 2 of it).", Refused([0x00, 0x01]));
        Assert.Equal(Damaged + "the model has a field 1 of wire type 0, where 2 was expected (at byte 2 of it).", Refused([0x08, 0x01]));
        Assert.Equal(Damaged + "piece 0 holds bytes that are not UTF-8.", Refused([0x0A, 0x03, 0x0A, 0x01, 0xFF]));
        Assert.Equal("test.model: piece 0 has no text.", Refused([0x0A, 0x02, 0x0A, 0x00]));
        Assert.Equal("test.model has no unknown piece; one was expected.", Refused(SmallModels.File([SmallModels.Piece("a", 0)])));
        Assert.Equal("test.model has two unknown pieces, 'a' and 'b'; one was expected.", Refused(SmallModels.File([SmallModels.Piece("a", 0, PieceKind.Unknown), SmallModels.Piece("b", 0, PieceKind.Unknown)])));
        Assert.Equal("test.model: piece 9 ('a') is there already.", Refused(SmallModels.File([.. SmallModels.UnigramPieces, SmallModels.Piece("a", 0)])));
        Assert.Equal("test.model: The vocabulary can't be used: piece 11 ('a') is there already.", Refused(SmallModels.File([.. SmallModels.BpePieces, SmallModels.Piece("a", 0)], writer => writer.WriteNumber(3, 2))));
        Assert.Equal("test.model: piece 9 ('x') has no finite score.", Refused(SmallModels.File([.. SmallModels.UnigramPieces, SmallModels.Piece("x", float.NaN)])));
        Assert.Equal(
            "test.model: piece 9 ('x') is of the kind 5, which is not supported; normal (1), unknown (2), control (3), user-defined (4) and byte (6) are.",
            Refused(SmallModels.File([.. SmallModels.UnigramPieces, SmallModels.Piece("x", 0, PieceKind.Unused)])));
        Assert.Equal("test.model: trainer_spec.model_type is 3, which is not supported; Unigram (1) and BPE (2) are.", Refused(SmallModels.File(SmallModels.UnigramPieces, writer => writer.WriteNumber(3, 3))));
        Assert.Equal("test.model: trainer_spec.treat_whitespace_as_suffix is set, which is not supported; blanks before words are.", Refused(SmallModels.File(SmallModels.UnigramPieces, writer => writer.WriteBool(24, true))));
        Assert.Equal("test.model: normalizer_spec.precompiled_charsmap holds 1 bytes; a character map begins with the four bytes of its size.", Refused(SmallModels.File(SmallModels.UnigramPieces, normalizer: writer => writer.WriteBytes(2, [1]))));
        Assert.Equal(
            "test.model: denormalizer_spec.precompiled_charsmap changes decoded text, which is not supported; an empty one is.",
            Refused(SmallModels.File(SmallModels.UnigramPieces, rest: writer => writer.WriteBytes(5, [0x12, 0x01, 0x00]))));
    }

    [Fact]
    public void Save_TokenizerJson_IsTheModelThatItSays()
    {
        string file = Path.Combine(_folder, "small.model");
        TextTokenizer json = SmallTokenizers.Changed(("normalizer", """{"type":"Replace","pattern":{"Regex":" {2,}"},"content":" "}"""));
        json.Save(file);
        TextTokenizer model = TextTokenizer.Load(file);
        foreach (string text in (string[])["ab ba", "a  é b", "zz", "ab"])
            Assert.Equal(json.Encode(text, addSpecialTokens: false).Ids, model.Encode(text).Ids);
        Assert.Equal(json.SpecialTokens with { Mask = 12 }, model.SpecialTokens with { Mask = 12 });
        byte[] first = File.ReadAllBytes(file);
        model.Save(file, overwrite: true);
        Assert.Equal(first, File.ReadAllBytes(file));
    }

    [Fact]
    public void Save_WhatTheFormatCannotSay_IsRefused()
    {
        const string Start = "The tokenizer can't be written as a SentencePiece model: ";
        Assert.Equal(Start + "its normalizer NFKC does what a character map does not say here; write a tokenizer.json.", RefusedSave(SmallTokenizers.LoadUnigram()));
        Assert.Equal(Start + "it splits text with Digits, which SentencePiece does not have; write a tokenizer.json.", RefusedSave(SmallTokenizers.Changed(("normalizer", null), ("pre_tokenizer", """{"type":"Digits","individual_digits":true}"""))));
        Assert.Equal(Start + "it does not make blanks visible as '▁'; write a tokenizer.json.", RefusedSave(SmallTokenizers.Changed(("normalizer", null), ("pre_tokenizer", null))));
        Assert.Equal(Start + "its model is WordLevel, and only Unigram and BPE can; write a tokenizer.json.", RefusedSave(new(new() { Model = new WordLevelModel(["a"]) })));
        Assert.Equal(Start + "SentencePiece would also merge 'a' and 'bc', which it does not; write a tokenizer.json.", RefusedSave(Bpe([new("a", "b"), new("b", "c"), new("ab", "c")])));
        Assert.Equal(Start + "it keeps neighbouring unknown characters apart, which SentencePiece does not; write a tokenizer.json.", RefusedSave(Bpe([], new() { UnknownToken = "<unk>" })));
        Assert.Equal(Start + "the merges that make 'abc' do not follow one another; write a tokenizer.json.", RefusedSave(Bpe([new("ab", "c"), new("a", "b"), new("b", "c"), new("a", "bc")])));
    }

    [Fact]
    public void Save_BpeWithAllMerges_IsTheModelThatItSays()
    {
        string file = Path.Combine(_folder, "bpe.spm");
        TextTokenizer json = Bpe([new("a", "b"), new("b", "c"), new("ab", "c"), new("a", "bc")]);
        json.Save(file);
        TextTokenizer model = TextTokenizer.Load(file);
        foreach (string text in (string[])["ab", "abc", "bcabc", "xxa", "cab"])
            Assert.Equal(json.Encode(text).Ids, model.Encode(text).Ids);
    }

    private static TextTokenizer Bpe(BpeMerge[] merges, BpeOptions? options = null) => new(new()
    {
        Model = new BpeModel(["<unk>", "▁", "a", "b", "c", "ab", "bc", "abc"], merges, options ?? new() { UnknownToken = "<unk>", FuseUnknown = true }),
        PreTokenizer = new MetaspacePreTokenizer(new(new('▁'), MetaspaceOptions.Always, Split: true)),
    });

    private static bool IsSpecialCase(string line) => line.Contains('<') || line.StartsWith('▁') || line.Contains('\u200d') || line.EndsWith(' ');

    /// <summary>A tokenizer.json's map replaces a letter with its marks as a whole, and loses the marks, where the map has only the letter.</summary>
    private static bool HasMark(string line) => line.Any(unit => char.GetUnicodeCategory(unit) == System.Globalization.UnicodeCategory.NonSpacingMark);

    private string RefusedSave(TextTokenizer tokenizer)
    {
        string message = Assert.Throws<UsageException>(() => tokenizer.Save(Path.Combine(_folder, "refused.model"))).Message;
        Assert.Empty(Directory.GetFiles(_folder));
        return message;
    }

    private static string Refused(byte[] file) => Assert.Throws<ModelFormatException>(() => SentencePieceReader.Read(file, "test.model")).Message;
}
