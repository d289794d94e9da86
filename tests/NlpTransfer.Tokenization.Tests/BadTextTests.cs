namespace NlpTransfer.Tokenization.Tests;

/// <summary>Texts that are no text: every kind of tokenizer takes them, with offsets inside the text.</summary>
public sealed class BadTextTests
{
    private static readonly string[] Texts =
    [
        "", " ", "\0", "a\0b", "\uD800", "a\uDC00b", "\uD83D", "\uDE00\uD83D", "\uFFFE\uFFFF", new string('\u0301', 500), new string('a', 5000), "\r\n\t\u2028", "a\u200D\u200Db",
    ];

    public static TheoryData<string> Kinds => ["unigram", "unigram.model", "bpe", "bpe.model", "bytes", "words"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Encode_AnyText_StaysInsideTheText(string kind)
    {
        TextTokenizer tokenizer = Create(kind);
        foreach (string text in Texts)
        {
            TokenEncoding encoding = tokenizer.Encode(text);
            Assert.All(encoding.Offsets, range => Assert.True(range.Start >= 0 && range.Start <= range.End && range.End <= text.Length, $"{range} of {text.Length}"));
            Assert.All(encoding.Ids, id => Assert.NotNull(tokenizer.IdToToken(id)));
            tokenizer.Decode(encoding.Ids);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Encode_HalfPair_IsTheReplacementCharacter(string kind)
    {
        TextTokenizer tokenizer = Create(kind);
        TokenEncoding half = tokenizer.Encode("a\uD800b");
        TokenEncoding replaced = tokenizer.Encode("a\uFFFDb");
        Assert.Equal(replaced.Ids, half.Ids);
        Assert.Equal(replaced.Offsets, half.Offsets);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EncodeBatch_ManyTexts_AreInOrder(string kind)
    {
        TextTokenizer tokenizer = Create(kind);
        string[] texts = [.. Enumerable.Range(0, 400).Select(i => string.Concat(Enumerable.Repeat(i % 3 == 0 ? "ab " : "ba a", i % 17)))];
        IReadOnlyList<TokenEncoding> batch = tokenizer.EncodeBatch(texts);
        for (int i = 0; i < texts.Length; i++)
            Assert.Equal(tokenizer.Encode(texts[i]).Ids, batch[i].Ids);
    }

    private static TextTokenizer Create(string kind) => kind switch
    {
        "unigram" => SmallTokenizers.LoadUnigram(),
        "unigram.model" => SmallModels.Unigram(),
        "bpe.model" => SmallModels.Bpe(),
        "bpe" => new(new()
        {
            Model = new BpeModel(["<unk>", "▁", "a", "b", "ab", "▁ab"], [new("a", "b"), new("▁", "ab")], new() { UnknownToken = "<unk>" }),
            PreTokenizer = new MetaspacePreTokenizer(new(new('▁'), MetaspaceOptions.Always, Split: true)),
        }),
        "bytes" => new(new()
        {
            Model = new BpeModel([.. Enumerable.Range(0, 256).Select(value => ByteAlphabet.ToChar((byte)value).ToString())], []),
            PreTokenizer = new ByteLevelPreTokenizer(new(AddPrefixSpace: false, TrimOffsets: true, UseRegex: true)),
            Decoder = new ByteLevelDecoder(new(AddPrefixSpace: false, TrimOffsets: true, UseRegex: true)),
        }),
        _ => new(new() { Model = new WordLevelModel(["<unk>", "a"]), PreTokenizer = new WhitespacePreTokenizer() }),
    };
}
