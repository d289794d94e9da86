namespace NlpTransfer.Tokenization.Tests;

public sealed class BpeModelTests
{
    private static readonly string[] Pieces = ["<unk>", "a", "b", "c", "ab", "bc", "abc", "▁", "▁a", "▁ab"];
    private static readonly BpeMerge[] Merges = [new("b", "c"), new("a", "b"), new("a", "bc"), new("▁", "a"), new("▁", "ab")];

    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("ab", "ab")]
    [InlineData("abab", "ab ab")]
    [InlineData("aabcb", "a abc b")]
    [InlineData("▁ab▁abc", "▁ab ▁ abc")]
    [InlineData("xay", "<unk> a <unk>")]
    [InlineData("xy", "<unk> <unk>")]
    public void Encode_SmallVocabulary_MergesTheEarliestFirst(string text, string expected) =>
        Assert.Equal(expected, Tokens(new(Pieces, Merges, new() { UnknownToken = "<unk>" }), text));

    [Fact]
    public void Encode_LongWord_EqualsWordByWord()
    {
        // Beyond a length the merges are taken from a heap; the result is the one that a search through all pairs gives.
        var model = new BpeModel(Pieces, Merges, new() { UnknownToken = "<unk>" });
        var random = new CounterRandom(3, "words");
        for (int step = 0; step < 60; step++)
        {
            string word = string.Concat(Enumerable.Range(0, 30 + random.NextInt32(60)).Select(_ => "abcx"[random.NextInt32(4)]));
            Assert.Equal(Naive(word), Tokens(model, word));
        }
    }

    [Fact]
    public void Encode_SecondTime_IsTheSame()
    {
        var tokenizer = new TextTokenizer(new() { Model = new BpeModel(Pieces, Merges, new() { UnknownToken = "<unk>" }) });
        TokenEncoding first = tokenizer.Encode("▁abc▁ab▁abc");
        TokenEncoding second = tokenizer.Encode("▁abc▁ab▁abc");
        Assert.Equal(first.Ids, second.Ids);
        Assert.Equal(first.Offsets, second.Offsets);
        Assert.Equal([new(0, 1), new(1, 4), new(4, 7), new(7, 8), new(8, 11)], first.Offsets);
    }

    [Fact]
    public void Encode_OptionFuseUnknown_JoinsNeighbours()
    {
        var model = new BpeModel(Pieces, Merges, new() { UnknownToken = "<unk>", FuseUnknown = true });
        Assert.Equal("<unk> a <unk>", Tokens(model, "xyaz"));
    }

    [Fact]
    public void Encode_OptionByteFallback_WritesBytes()
    {
        string[] bytes = [.. Enumerable.Range(0, 256).Select(value => $"<0x{value:X2}>")];
        Assert.Equal("<0xC3> <0xA9> ab", Tokens(new([.. Pieces, .. bytes], Merges, new() { ByteFallback = true }), "éab"));
        Assert.Equal("<unk> ab", Tokens(new([.. Pieces, .. bytes[..^80]], Merges, new() { ByteFallback = true, UnknownToken = "<unk>" }), "éab"));
    }

    [Fact]
    public void Encode_OptionIgnoreMerges_TakesAWholePiece()
    {
        string[] pieces = ["a", "b", "c", "cab"];
        Assert.Equal("c a b", Tokens(new(pieces, []), "cab"));
        Assert.Equal("cab", Tokens(new(pieces, [], new() { IgnoreMerges = true }), "cab"));
    }

    [Fact]
    public void Encode_OptionsPrefixAndSuffix_ChooseThePieces()
    {
        string[] pieces = ["a", "##a", "##a</w>", "a</w>", "aa", "aaa</w>"];
        var options = new BpeOptions { ContinuingSubwordPrefix = "##", EndOfWordSuffix = "</w>" };
        Assert.Equal("aaa</w>", Tokens(new(pieces, [new("a", "##a"), new("aa", "##a</w>")], options), "aaa"));
        Assert.Equal("a</w>", Tokens(new(pieces, [], options), "a"));
        Assert.Equal("a ##a ##a</w>", Tokens(new(pieces, [], options), "aaa"));
    }

    [Fact]
    public void Encode_NoPieceForTheUnknown_IsRefused()
    {
        var tokenizer = new TextTokenizer(new() { Model = new BpeModel(Pieces, Merges) });
        BadDataException refused = Assert.Throws<BadDataException>(() => tokenizer.Encode("abx"));
        Assert.Equal("The text 'abx' can't be expressed in this tokenizer's vocabulary, which has no piece for the unknown; use a tokenizer with an unknown piece or byte pieces.", refused.Message);
    }

    [Fact]
    public void Constructor_BadParts_AreRefused()
    {
        Assert.Equal("The merges can't be used: the merge 0 joins 'c' and 'a' into 'ca', which is not in the vocabulary.", Refused(() => new(Pieces, [new("c", "a")])));
        Assert.Equal("The merges can't be used: the merge 0 has the part 'x', which is not in the vocabulary.", Refused(() => new(Pieces, [new("x", "a")])));
        Assert.Equal("The vocabulary can't be used: piece 1 ('a') is there already.", Refused(() => new(["a", "a"], [])));
        Assert.Equal("The vocabulary can't be used: the unknown piece '?' is missing.", Refused(() => new(["a"], [], new() { UnknownToken = "?" })));
    }

    [Fact]
    public void Equals_OtherMergesOrOptions_Differ()
    {
        var model = new BpeModel(Pieces, Merges);
        Assert.Equal(model, new BpeModel(Pieces, Merges));
        Assert.Equal(model.GetHashCode(), new BpeModel(Pieces, Merges).GetHashCode());
        Assert.NotEqual(model, new BpeModel(Pieces, Merges[..^1]));
        Assert.NotEqual(model, new BpeModel(Pieces, Merges, new() { IgnoreMerges = true }));
        Assert.NotEqual(model, new BpeModel([.. Pieces, "d"], Merges));
        Assert.Equal(Merges, Enumerable.Range(0, model.MergeCount).Select(model.Merge));
    }

    private static string Refused(Func<BpeModel> make) => Assert.Throws<UsageException>(make).Message;

    private static string Tokens(BpeModel model, string text) => string.Join(' ', new TextTokenizer(new() { Model = model }).Encode(text).Tokens);

    private static string Naive(string word)
    {
        List<string> symbols = [.. word.Select(unit => "abc".Contains(unit) ? unit.ToString() : "<unk>")];
        foreach (BpeMerge merge in Merges)
        {
            for (int i = 0; i + 1 < symbols.Count; i++)
            {
                if (symbols[i] != merge.Left || symbols[i + 1] != merge.Right)
                    continue;
                symbols[i] += symbols[i + 1];
                symbols.RemoveAt(i + 1);
            }
        }

        return string.Join(' ', symbols);
    }
}
