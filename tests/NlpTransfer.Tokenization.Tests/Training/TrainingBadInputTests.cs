namespace NlpTransfer.Tokenization.Tests;

public class TrainingBadInputTests
{
    private static readonly string[] Texts = [.. Enumerable.Range(0, 50).Select(i => $"words and more words, number {i}, in a text")];

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n\u2003▁")]
    [InlineData("\0\0")]
    public void Train_NoWords_SaysSo(string text) => Assert.Equal(
        "The text holds no words to train a tokenizer on; give texts with words in them.",
        Assert.Throws<BadDataException>(() => UnigramTrainer.Train([text], new() { VocabularySize = 100 })).Message);

    [Fact]
    public void Train_HalfSurrogatesAlone_SaysSo() => Train_NoWords_SaysSo("\ud800 \udc00");

    [Fact]
    public void Train_NoTexts_SaysSo() => Assert.Equal(
        "The text holds no words to train a tokenizer on; give texts with words in them.",
        Assert.Throws<BadDataException>(() => UnigramTrainer.Train(Array.Empty<string>(), new() { VocabularySize = 100 })).Message);

    [Fact]
    public void Train_TextSmallerThanTheVocabulary_NamesTheLargestThatIsPossible()
    {
        string message = Assert.Throws<BadDataException>(() => UnigramTrainer.Train(Texts, new() { VocabularySize = 8_000 })).Message;

        string largest = message.Split(' ')[3];
        Assert.Equal($"The text gives {largest} pieces at most, but 8000 were asked for; ask for {largest} or fewer, or give more text.", message);
        int size = int.Parse(largest, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(size, UnigramTrainer.Train(Texts, new() { VocabularySize = size }).VocabularySize);
    }

    [Fact]
    public void Train_VocabularyWithoutRoomForTheCharacters_NamesTheSmallest() => Assert.Equal(
        "A vocabulary of 20 has no room for 5 special tokens, symbols and bytes and the 26 characters that cover the text; ask for 31 or more, or lower the character coverage.",
        Assert.Throws<UsageException>(() => UnigramTrainer.Train(Texts, new() { VocabularySize = 20, CharacterCoverage = 1 })).Message);

    [Fact]
    public void Train_OneEndlessLine_IsCutAndTold()
    {
        uint state = 1;
        string line = string.Concat(Enumerable.Range(0, 40_000).Select(_ => "abcdefgh"[(int)((state = (state * 1_664_525) + 1_013_904_223) >> 29)]));
        TrainedTokenizer trained = UnigramTrainer.Train([new LanguageText(null, line)], new() { VocabularySize = 40 });

        Assert.Equal(40, trained.Tokenizer.VocabularySize);
        Assert.Equal(156, trained.Report.CutWords);
        Assert.Contains("156 times a word had more than 256 characters and was cut; is the text without blanks, or not text?", trained.Report.Warnings);
    }

    [Fact]
    public void Train_OneScriptOnly_LeavesTheOthersUnknown()
    {
        TextTokenizer tokenizer = UnigramTrainer.Train(Enumerable.Range(0, 60).Select(i => $"سنڌي ٻولي ۽ ڪتاب {(char)(0x660 + i % 10)}"), new() { VocabularySize = 40 });

        Assert.DoesNotContain(tokenizer.SpecialTokens.Unknown!.Value, tokenizer.Encode("سنڌي", addSpecialTokens: false).Ids);
        Assert.Equal([tokenizer.TokenToId("▁")!.Value, tokenizer.SpecialTokens.Unknown.Value], tokenizer.Encode("Sindhi", addSpecialTokens: false).Ids);
    }

    [Fact]
    public void Train_NulAndHalfSurrogates_AreLeftOutAndTold()
    {
        LanguageText[] texts = [.. Texts.Select(text => new LanguageText(null, text.Replace("more", "mo\0re \ud83d", StringComparison.Ordinal)))];
        TrainedTokenizer trained = UnigramTrainer.Train(texts, new() { VocabularySize = 40, CharacterCoverage = 1 });

        Assert.Equal((50, 50), (trained.Report.NulCharacters, trained.Report.LoneSurrogates));
        Assert.Contains("50 NUL characters were left out; the text may be damaged or UTF-16.", trained.Report.Warnings);
        Assert.Contains("50 halves of surrogate pairs were left out; the text may be damaged.", trained.Report.Warnings);
        Assert.All(((UnigramModel)trained.Tokenizer.Definition.Model).GetPieces(), piece => Assert.DoesNotContain(piece.Text, unit => unit == 0 || char.IsSurrogate(unit)));
    }

    [Fact]
    public void Train_OptionsOutOfRange_AreNamedTogether() => Assert.Equal(
        "options for training a tokenizer: VocabularySize must be from 16 to 1000000, not 3; CharacterCoverage must be from 0.9 to 1, not 0.5; " +
        "Temperature must be from 0 to 1, not 2; MaximumPieceLength must be from 1 to 64, not 65; MaximumWords must be from 1000 to 20000000, not 1; " +
        "Threads must be from 1 to 256, not 0; Normalization must be one of None, Nfc, Nfd and Nfkc, not 9; SpecialTokens must name an unknown token; " +
        "special tokens and user-defined symbols must not be empty or hold white space; special tokens and user-defined symbols must differ from each other",
        Assert.Throws<UsageException>(() => UnigramTrainer.Train(Texts, new()
        {
            VocabularySize = 3,
            CharacterCoverage = 0.5,
            Temperature = 2,
            MaximumPieceLength = 65,
            MaximumWords = 1,
            Threads = 0,
            Normalization = (TokenizerNormalization)9,
            SpecialTokens = new(),
            UserDefinedSymbols = ["a b", "x", "x"],
        })).Message);
}
