namespace NlpTransfer.Tokenization.Tests;

public class BpeTrainerTests
{
    private static readonly SpecialTokenNames UnknownOnly = new() { Unknown = "<unk>" };

    [Fact]
    public void Train_WorkedOutByHand_MergesTheMostFrequentPairsFirst()
    {
        // Characters by frequency: a 9, ▁ 6, b 6. Pairs: ▁a 6, ab 6: of equal ones the first by code points, ab; then ▁ab 6 (▁a is gone); then the rest.
        string[] texts = ["ab ab ab", "aba aba aba"];
        TextTokenizer tokenizer = BpeTrainer.Train(texts, new() { VocabularySize = 16, CharacterCoverage = 1, SpecialTokens = UnknownOnly, ByteFallback = false, UserDefinedSymbols = [.. Enumerable.Range(0, 9).Select(i => $"<{i}>")] });

        Assert.Equal(["ab", "▁ab", "▁aba", "a", "b", "▁"], Enumerable.Range(10, 6).Select(id => tokenizer.IdToToken(id)));
    }

    [Fact]
    public void Train_RepeatedLetter_CountsPairsThatDoNotOverlap()
    {
        string[] texts = [.. Enumerable.Repeat("aaaa", 4), .. Enumerable.Repeat("bc", 7)];
        TextTokenizer tokenizer = BpeTrainer.Train(texts, new()
        {
            VocabularySize = 16,
            CharacterCoverage = 1,
            SpecialTokens = UnknownOnly,
            UserDefinedSymbols = [.. Enumerable.Range(0, 7).Select(i => $"<{i}>")],
        });

        // aa: twice in each of four words, 8; bc: 7; ▁aa and aaaa 4 each, of which ▁aa is shorter.
        Assert.Equal(["aa", "bc", "▁bc", "▁aa"], Enumerable.Range(8, 4).Select(id => tokenizer.IdToToken(id)));
    }

    [Fact]
    public void Train_ByteFallback_HasNoUnknown()
    {
        string[] texts = [.. Enumerable.Repeat("the reader reads the list of readers", 10)];
        TextTokenizer tokenizer = BpeTrainer.Train(texts, new() { VocabularySize = 290, ByteFallback = true });

        int[] ids = tokenizer.Encode("the 漢字 lists", addSpecialTokens: false).Ids;
        Assert.DoesNotContain(tokenizer.SpecialTokens.Unknown!.Value, ids);
        Assert.Equal("the 漢字 lists", tokenizer.Decode(ids));
    }

    [Fact]
    public void Train_AnyThreadsAndOrderOfTexts_GiveTheSameBytes()
    {
        string[] texts = [.. Enumerable.Range(0, 300).Select(i => $"reader {i % 17} reads list {i % 13} and talks")];

        Assert.Equal(
            SmallTokenizers.Save(BpeTrainer.Train(texts, new() { VocabularySize = 60, Threads = 1 })),
            SmallTokenizers.Save(BpeTrainer.Train(texts.Reverse(), new() { VocabularySize = 60, Threads = 4 })));
    }

    [Fact]
    public void Train_TextSmallerThanTheVocabulary_NamesTheLargestThatIsPossible()
    {
        string[] texts = ["some words", "and some more words"];
        string message = Assert.Throws<BadDataException>(() => BpeTrainer.Train(texts, new() { VocabularySize = 500 })).Message;

        string largest = message.Split(' ')[3];
        Assert.Equal($"The text gives {largest} pieces at most, but 500 were asked for; ask for {largest} or fewer, or give more text.", message);
        int size = int.Parse(largest, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(size, BpeTrainer.Train(texts, new() { VocabularySize = size }).VocabularySize);
    }

    [Fact]
    public void Train_Cancelled_Stops() => Assert.ThrowsAny<OperationCanceledException>(
        () => BpeTrainer.Train(["some words"], new() { VocabularySize = 16 }, cancellationToken: new CancellationToken(canceled: true)));
}
