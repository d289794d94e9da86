using CsCheck;

namespace NlpTransfer.Tokenization.Tests;

public sealed class TextTokenizerTests
{
    private static readonly Gen<string> Texts = Gen.String[
        Gen.OneOf(Gen.Char['a', 'c'], Gen.Char[" \t▁é\u0301\u0323ﬁ한中\uD83D\uDE00\u200D<s>[]\u0001İ½"]), 0, 40];

    public static TheoryData<string> Real => ["e5-small", "minilm-en"];

    [Fact]
    public void Encode_PostProcessor_PutsSpecialTokensAround()
    {
        TextTokenizer tokenizer = SmallTokenizers.LoadUnigram();
        TokenEncoding encoding = tokenizer.Encode("ab");
        Assert.Equal(["<s>", "▁ab", "</s>"], encoding.Tokens);
        Assert.Equal([new(0, 0), new(0, 2), new(0, 0)], encoding.Offsets);
        Assert.Equal([7], tokenizer.Encode("ab", addSpecialTokens: false).Ids);
        Assert.Equal(2, tokenizer.AddedTokenCount(pair: false));
        Assert.Equal(4, tokenizer.AddedTokenCount(pair: true));
    }

    [Theory]
    [InlineData("""{"type":"BertProcessing","sep":["</s>",2],"cls":["<s>",0]}""", "0 7 2 7 2", "0 0 0 1 1")]
    [InlineData("""{"type":"RobertaProcessing","sep":["</s>",2],"cls":["<s>",0],"trim_offsets":true,"add_prefix_space":false}""", "0 7 2 2 7 2", "0 0 0 0 0 0")]
    [InlineData("""{"type":"Sequence","processors":[{"type":"BertProcessing","sep":["</s>",2],"cls":["<s>",0]}]}""", "0 7 2 7 2", "0 0 0 1 1")]
    [InlineData("""{"type":"Sequence","processors":[]}""", "7 7", "0 1")]
    [InlineData(null, "7 7", "0 1")]
    public void EncodePair_PostProcessors_GiveIdsAndTypes(string? processor, string ids, string types)
    {
        TextTokenizer tokenizer = SmallTokenizers.Changed(("post_processor", processor));
        PairEncoding encoding = tokenizer.EncodePair("ab", "ab");
        Assert.Equal(ids, string.Join(' ', encoding.Ids));
        Assert.Equal(types, string.Join(' ', encoding.TypeIds));
        Assert.Equal("7 7", string.Join(' ', tokenizer.EncodePair("ab", "ab", addSpecialTokens: false).Ids));
    }

    [Fact]
    public void Read_TwoPostProcessorsInSequence_AreRefused()
    {
        const string Bert = """{"type":"BertProcessing","sep":["</s>",2],"cls":["<s>",0]}""";
        ModelFormatException refused = Assert.Throws<ModelFormatException>(() => SmallTokenizers.Changed(("post_processor", $$"""{"type":"Sequence","processors":[{{Bert}},{{Bert}}]}""")));
        Assert.Equal("test.json: $.post_processor.processors has 2 post-processors that each add special tokens; at most one is supported.", refused.Message);
    }

    [Fact]
    public void Encode_RobertaTrimming_TakesBlanksOutOfOffsets()
    {
        var model = UnigramModel.Create([new("<unk>", 0), new(" a ", -1), new("b", -1)], "<unk>");
        var processor = new RobertaProcessing(new("b", 2), new("b", 2), TrimOffsets: true, AddPrefixSpace: true);
        TextTokenizer Tokenizer(RobertaProcessing post) => new(new() { Model = model, PostProcessor = post });
        Assert.Equal([new(0, 2)], Tokenizer(processor).Encode(" a ", false).Offsets);
        Assert.Equal([new(0, 1), new(2, 3)], Tokenizer(processor).Encode("b a ", false).Offsets);
        Assert.Equal([new(1, 2)], Tokenizer(processor with { AddPrefixSpace = false }).Encode(" a ", false).Offsets);
        Assert.Equal([new(0, 3)], Tokenizer(processor with { TrimOffsets = false }).Encode(" a ", false).Offsets);
    }

    [Fact]
    public void Encode_MaxLength_CutsInsideTheSpecialTokens()
    {
        TextTokenizer tokenizer = SmallTokenizers.LoadUnigram();
        Assert.Equal([0, 7, 7, 2], tokenizer.Encode("ab ab ab", 4, out bool truncated).Ids);
        Assert.True(truncated);
        Assert.Equal([0, 7, 7, 7, 2], tokenizer.Encode("ab ab ab", 5, out truncated).Ids);
        Assert.False(truncated);
        UsageException refused = Assert.Throws<UsageException>(() => tokenizer.Encode("ab", 2, out _));
        Assert.Equal("A length of 2 tokens leaves no room beside the special tokens; use a longer one.", refused.Message);
    }

    [Fact]
    public void Encode_HalfSurrogatePair_IsReadAsReplacementCharacter()
    {
        TokenEncoding encoding = SmallTokenizers.LoadUnigram().Encode("a\uD800b", addSpecialTokens: false);
        Assert.Equal(["▁", "a", "\uFFFD", "b"], encoding.Tokens);
        Assert.Equal([new(0, 1), new(0, 1), new(1, 2), new(2, 3)], encoding.Offsets);
    }

    [Fact]
    public void IdToToken_EveryId_GoesBackToIt()
    {
        TextTokenizer tokenizer = SmallTokenizers.LoadUnigram();
        Assert.All(Enumerable.Range(0, tokenizer.VocabularySize), id => Assert.Equal(id, tokenizer.TokenToId(tokenizer.IdToToken(id)!)));
        Assert.Null(tokenizer.IdToToken(tokenizer.VocabularySize));
        Assert.Null(tokenizer.TokenToId("nowhere"));
    }

    [Fact]
    public void Encode_AnyText_OffsetsGoForwardWithinTheText() => CheckOffsets(SmallTokenizers.LoadUnigram());

    [SkippableTheory]
    [MemberData(nameof(Real))]
    public void Encode_AnyTextRealTokenizer_OffsetsGoForwardWithinTheText(string name) => CheckOffsets(TextTokenizer.Load(GoldenTokenizers.Path(name)));

    [SkippableTheory]
    [MemberData(nameof(Real))]
    public void EncodeBatch_AnyTexts_EqualsEncode(string name)
    {
        TextTokenizer tokenizer = TextTokenizer.Load(GoldenTokenizers.Path(name));
        Texts.Array[0, 40].Sample(texts =>
        {
            IReadOnlyList<TokenEncoding> batch = tokenizer.EncodeBatch(texts);
            return texts.Select((text, i) => tokenizer.Encode(text).Ids.SequenceEqual(batch[i].Ids)).All(same => same);
        }, iter: 40);
    }

    [SkippableFact]
    public void Decode_EncodedNormalisedText_IsTheText()
    {
        TextTokenizer tokenizer = TextTokenizer.Load(SharedFolders.E5Small());
        int unknown = tokenizer.SpecialTokens.Unknown!.Value;
        Gen.String[Gen.OneOf(Gen.Char['a', 'z'], Gen.Char[" éọي中.!"]), 1, 60].Sample(text =>
        {
            // The first blank is the tokenizer's own.
            string normal = tokenizer.Normalize(text).TrimStart(' ');
            int[] ids = tokenizer.Encode(normal).Ids;
            return ids.Contains(unknown) || tokenizer.Decode(ids) == normal;
        });
    }

    [SkippableFact]
    public void Encode_ManyThreads_EqualsOneThread()
    {
        TextTokenizer tokenizer = TextTokenizer.Load(SharedFolders.MinilmEn());
        string[] lines = GoldenTokenizers.Lines();
        int[][] expected = [.. lines.Select(line => tokenizer.Encode(line).Ids)];
        Parallel.For(0, 8, _ =>
        {
            for (int i = 0; i < lines.Length; i++)
                Assert.Equal(expected[i], tokenizer.Encode(lines[i]).Ids);
        });
    }

    [Fact]
    public void EncodeBatch_Cancelled_Stops() => Assert.ThrowsAny<OperationCanceledException>(() =>
        SmallTokenizers.LoadUnigram().EncodeBatch(["a"], cancellationToken: new CancellationToken(canceled: true)));

    [Fact]
    public void Encode_LongText_AllocatesByTokensNotByCharacters()
    {
        TextTokenizer tokenizer = SmallTokenizers.LoadUnigram();
        string text = new string('x', 20_000);

        // The buffers change places, so that it takes a few texts until each has grown.
        for (int i = 0; i < 6; i++)
            tokenizer.Encode("a" + text);
        long before = GC.GetAllocatedBytesForCurrentThread();
        TokenEncoding encoding = tokenizer.Encode("a" + text);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // The input and the one long token are strings of 40 kB each.
        Assert.Equal(5, encoding.Ids.Length);
        Assert.InRange(allocated, 80_000, 90_000);
    }

    private static void CheckOffsets(TextTokenizer tokenizer) => Texts.Sample(text =>
    {
        TokenEncoding encoding = tokenizer.Encode(text, addSpecialTokens: false);
        int last = 0;
        foreach (TokenRange range in encoding.Offsets)
        {
            bool torn = range.Start > 0 && range.Start < text.Length && char.IsSurrogatePair(text[range.Start - 1], text[range.Start]);
            if (range.Start < last || range.End < range.Start || range.End > text.Length || torn)
                return false;
            last = range.Start;
        }

        return encoding.Ids.Length == encoding.Tokens.Length && encoding.Ids.All(id => id >= 0 && id < tokenizer.VocabularySize);
    }, iter: 2000);
}
