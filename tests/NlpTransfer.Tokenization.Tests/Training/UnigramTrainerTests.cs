namespace NlpTransfer.Tokenization.Tests;

public class UnigramTrainerTests
{
    private static readonly string[] Texts =
    [
        .. Enumerable.Range(0, 40).Select(i => $"the reader reads the reading list {i % 10} of the readers"),
        .. Enumerable.Range(0, 30).Select(i => "a walker walks and talks while walking and talking"),
        .. Enumerable.Range(0, 30).Select(i => "talkers walked, readers talked; lists of walks were listed"),
    ];

    [Fact]
    public void Train_Words_FindsTheFrequentOnesAndDecodesBack()
    {
        TextTokenizer tokenizer = UnigramTrainer.Train(Texts, new() { VocabularySize = 65, CharacterCoverage = 1 });

        Assert.Equal(65, tokenizer.VocabularySize);
        Assert.NotNull(tokenizer.TokenToId("▁the"));
        Assert.Equal("the walkers read lists", tokenizer.Decode(tokenizer.Encode("  the walkers\tread lists ").Ids));
    }

    [Fact]
    public void Train_AnyThreadsAndOrderOfTexts_GiveTheSameBytes()
    {
        byte[] one = SmallTokenizers.Save(UnigramTrainer.Train(Texts, new() { VocabularySize = 70, Threads = 1 }));
        byte[] many = SmallTokenizers.Save(UnigramTrainer.Train(Texts.Reverse(), new() { VocabularySize = 70, Threads = 8 }));

        Assert.Equal(one, many);
    }

    [Fact]
    public void Train_SpecialTokens_ComeFirstAndStandAroundATextInTheTemplate()
    {
        TextTokenizer tokenizer = UnigramTrainer.Train(Texts, new() { VocabularySize = 60 });

        Assert.Equal(["<s>", "<pad>", "</s>", "<unk>", "<mask>"], Enumerable.Range(0, 5).Select(tokenizer.IdToToken));
        Assert.Equal(new SpecialTokens { Begin = 0, Padding = 1, End = 2, Unknown = 3, Mask = 4 }, tokenizer.SpecialTokens);
        TokenEncoding encoding = tokenizer.Encode("the 漢");
        Assert.Equal((0, 3, 2), (encoding.Ids[0], encoding.Ids[^2], encoding.Ids[^1]));
        Assert.Equal("</s></s>", string.Concat(tokenizer.EncodePair("the", "a").Tokens.Where(token => token == "</s>").Take(2)));
    }

    [Fact]
    public void Train_SpecialTokensLeftOut_TakeNoIds()
    {
        TextTokenizer tokenizer = UnigramTrainer.Train(Texts, new() { VocabularySize = 60, SpecialTokens = new() { Unknown = "[UNK]" } });

        Assert.Equal("[UNK]", tokenizer.IdToToken(0));
        Assert.Equal(tokenizer.Encode("the", addSpecialTokens: false).Ids, tokenizer.Encode("the").Ids);
    }

    [Fact]
    public void Train_ByteFallback_HasNoUnknown()
    {
        TextTokenizer tokenizer = UnigramTrainer.Train(Texts, new() { VocabularySize = 320, ByteFallback = true });

        int[] ids = tokenizer.Encode("the 漢字 talks", addSpecialTokens: false).Ids;

        Assert.DoesNotContain(tokenizer.SpecialTokens.Unknown!.Value, ids);
        Assert.Equal("the 漢字 talks", tokenizer.Decode(ids));
    }

    [Fact]
    public void Train_UserDefinedSymbols_AreOneTokenEverywhereAndKeepTheirBlanks()
    {
        string[] texts = [.. Texts, .. Enumerable.Range(0, 20).Select(i => $"the reader{{0}}reads {{0}} lists")];
        TextTokenizer tokenizer = UnigramTrainer.Train(texts, new() { VocabularySize = 70, UserDefinedSymbols = ["{0}", "<br>"] });

        Assert.Equal([5, 6], new[] { tokenizer.TokenToId("{0}")!.Value, tokenizer.TokenToId("<br>")!.Value });
        TokenEncoding encoding = tokenizer.Encode("the reader{0}reads {0} lists<br>", addSpecialTokens: false);
        Assert.Equal(2, encoding.Ids.Count(id => id == 5));
        Assert.Equal(6, encoding.Ids[^1]);
        Assert.Equal("the reader{0}reads {0} lists<br>", tokenizer.Decode(encoding.Ids));
        Assert.DoesNotContain(((UnigramModel)tokenizer.Definition.Model).GetPieces().Skip(7), piece => piece.Text.Contains('{'));
    }

    [Theory]
    [InlineData(TokenizerNormalization.None, false, "Ꭰﬁ é e\u0301", "Ꭰﬁ é e\u0301")]
    [InlineData(TokenizerNormalization.Nfc, false, "ﬁ é e\u0301", "ﬁ é é")]
    [InlineData(TokenizerNormalization.Nfd, false, "ﬁ é e\u0301", "ﬁ e\u0301 e\u0301")]
    [InlineData(TokenizerNormalization.Nfkc, false, "ﬁ é e\u0301", "fi é é")]
    [InlineData(TokenizerNormalization.Nfkc, true, "ﬁ É İ", "fi é i\u0307")]
    public void Train_Normalization_IsWhatTheTokenizerDoes(TokenizerNormalization normalization, bool lowercase, string text, string expected)
    {
        TextTokenizer tokenizer = UnigramTrainer.Train(Texts, new() { VocabularySize = 60, Normalization = normalization, Lowercase = lowercase });

        Assert.Equal(expected, tokenizer.Normalize($" \u2003{text}\n"));
    }

    [Fact]
    public void Train_NormalizerOfAnotherTokenizer_IsTakenOver()
    {
        TextTokenizer other = SmallTokenizers.LoadUnigram();
        TextTokenizer tokenizer = UnigramTrainer.Train(Texts, new() { VocabularySize = 60, NormalizerOf = other, Lowercase = true });

        Assert.Equal(other.Definition.Normalizer, tokenizer.Definition.Normalizer);
    }

    [Fact]
    public void Train_RequiredCharacters_ArePiecesInEverySpellingThatStays()
    {
        TextTokenizer composed = UnigramTrainer.Train(Texts, new() { VocabularySize = 60, RequiredCharacters = "ẹ ṣ ʻ" });
        TextTokenizer asTheyAre = UnigramTrainer.Train(Texts, new() { VocabularySize = 60, RequiredCharacters = "ẹ ṣ ʻ", Normalization = TokenizerNormalization.Nfd });

        Assert.All(["ẹ", "ṣ", "ʻ", "\u0323"], piece => Assert.NotNull(composed.TokenToId(piece)));
        Assert.Null(asTheyAre.TokenToId("ẹ"));
        Assert.All(["\u0323", "ʻ", "e"], piece => Assert.NotNull(asTheyAre.TokenToId(piece)));
    }

    [Fact]
    public void Train_MaximumPieceLength_BoundsPieces()
    {
        TextTokenizer tokenizer = UnigramTrainer.Train(Texts, new() { VocabularySize = 60, MaximumPieceLength = 3 });

        Assert.Equal(3, ((UnigramModel)tokenizer.Definition.Model).GetPieces().Skip(5).Max(piece => piece.Text.Length));
    }

    [Fact]
    public void Train_CharacterCoverage_LeavesRareCharactersUnknown()
    {
        string[] texts = [.. Texts, "q"];
        TextTokenizer most = UnigramTrainer.Train(texts, new() { VocabularySize = 45, CharacterCoverage = 0.99 });
        TextTokenizer all = UnigramTrainer.Train(texts, new() { VocabularySize = 45, CharacterCoverage = 1 });

        Assert.Null(most.TokenToId("q"));
        Assert.NotNull(all.TokenToId("q"));
    }

    [Fact]
    public void Train_Temperature_GivesTheSmallLanguageMoreOfTheVocabulary()
    {
        LanguageText[] texts = [.. Enumerable.Range(0, 50).SelectMany(_ => Texts).Select(text => new LanguageText("eng", text)),
            .. Enumerable.Range(0, 30).Select(i => new LanguageText("haw", $"ka moʻolelo o ke kanaka {i % 7} ma ka mokupuni"))];
        double Fertility(double temperature) =>
            UnigramTrainer.Train(texts, new() { VocabularySize = 60, CharacterCoverage = 1, Temperature = temperature }).Report.Languages[1].Fertility;

        Assert.True(Fertility(0) < Fertility(1), $"{Fertility(0)} and {Fertility(1)}");
    }

    [Fact]
    public void Train_Progress_HearsOfReadingAndOfRounds()
    {
        var phases = new List<string>();
        UnigramTrainer.Train(Texts, new() { VocabularySize = 60 }, new Listener(phases));

        Assert.Equal(["counting words", "sorting parts of words", "estimating pieces"], phases.Distinct());
    }

    [Fact]
    public void Train_Cancelled_Stops() => Assert.ThrowsAny<OperationCanceledException>(
        () => UnigramTrainer.Train(Texts, new() { VocabularySize = 60 }, cancellationToken: new CancellationToken(canceled: true)));

    private sealed class Listener(List<string> phases) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => phases.Add(value.Phase);
    }
}
