namespace NlpTransfer.Tokenization.Tests;

public class CountingTests
{
    private static (string, long)[] Words(CountedWords words) => [.. words.Words.Select(word => (word.Key, word.Value))];

    [Fact]
    public void Count_WhiteSpaceOfAllKindsAndVisibleBlanks_PartWords() => Assert.Equal(
        [("▁a", 3), ("▁b", 2), ("▁c", 1)],
        Words(TrainingParts.Count("a\tb\u00A0a", " a\u2028b\u3000▁c▁ ")));

    [Fact]
    public void Count_WordsThatBecomeOneByNormalising_AreOne() => Assert.Equal(
        [("▁fi", 2), ("▁é", 2)],
        Words(TrainingParts.Count("ﬁ fi e\u0301 é")));

    [Fact]
    public void Count_UserDefinedSymbol_PartsAWordAndTheRestHasNoBlank() => Assert.Equal(
        [("a", 1), ("b", 1), ("▁x", 1)],
        Words(TrainingParts.Count([new(null, "x{0}a {0}b {0}")], symbols: ["{0}", "{"])));

    [Theory]
    [InlineData(1, 100, 1)]
    [InlineData(0.5, 100, 10)]
    [InlineData(0, 100, 100)]
    public void Count_Temperature_RaisesTheSmallerLanguage(double temperature, long large, long small) => Assert.Equal(
        [("▁big", large), ("▁small", small)],
        Words(TrainingParts.Count([.. Enumerable.Repeat(new LanguageText("eng", "big"), 100), new LanguageText("haw", "small")], temperature)));

    [Fact]
    public void Count_MoreDifferentWordsThanAllowed_DropsTheRareOnesAndTellsHowMany()
    {
        var counter = new WordCounter(1_000);
        for (int i = 0; i < 20_000; i++)
            counter.Add(new(null, $"often w{i}"));
        LanguageWords words = counter.Languages.Single();

        Assert.InRange(words.Distinct, 500, 1_000);
        Assert.Equal(40_000, words.Words);
        long kept = words.Counts.Sum(word => word.Value);
        Assert.Equal(40_000 - kept, words.LeftOut);
        Assert.Equal(20_000, words.Counts.Single(word => word.Key == "often").Value);
    }

    [Fact]
    public void Count_OneLanguageTooLarge_LeavesTheOthersAlone()
    {
        var counter = new WordCounter(1_000);
        for (int i = 0; i < 100; i++)
            counter.Add(new("haw", $"h{i}"));
        for (int i = 0; i < 5_000; i++)
            counter.Add(new("eng", $"w{i}"));

        Assert.Equal((100, 0L), (counter.Languages[0].Distinct, counter.Languages[0].LeftOut));
    }

    [Fact]
    public void Count_LongWord_IsCutBetweenCharacters()
    {
        var counter = new WordCounter(1_000);
        counter.Add(new(null, "x" + string.Concat(Enumerable.Repeat("😀", 400))));

        Assert.All(counter.Languages[0].Counts, word => Assert.False(char.IsLowSurrogate(word.Key[0]) || char.IsHighSurrogate(word.Key[^1])));
        Assert.Equal(801, counter.Languages[0].Counts.Sum(word => word.Key.Length * word.Value));
        Assert.Equal(3, counter.CutWords);
    }

    [Fact]
    public void Alphabet_Coverage_TakesTheMostFrequentUntilItIsReached()
    {
        // ▁ 4, a 4, b 2, c 1, d 1.
        CountedWords words = TrainingParts.Count("a a a a", "bbcd");

        Assert.Equal("ab▁", Letters(TrainingParts.Alphabet(TrainingParts.Count("aab aab", "aab"), 0.99)));
        Assert.Equal("ab▁", string.Concat(Letters(TrainingParts.Alphabet(words, 0.8)).Order()));
        Assert.Equal("ad▁", string.Concat(Letters(TrainingParts.Alphabet(words, 0.7, 'd')).Order()));
        Assert.Equal(5, TrainingParts.Alphabet(words, 0.8).Seen);
    }

    [Fact]
    public void TrainingWords_CharacterOutsideTheAlphabet_CutsTheWord()
    {
        CountedWords counted = TrainingParts.Count("aaab aaab aaab", "aaxab");
        Alphabet alphabet = TrainingParts.Alphabet(counted, 0.94);
        var words = TrainingWords.Create(counted, alphabet);

        Assert.Equal(
            ["▁aaab 3", "▁aa 1", "ab 1"],
            Enumerable.Range(0, words.Count).Select(word => $"{TrainingParts.Text(alphabet, words.Symbols.AsSpan(words.Starts[word]..words.EndOf(word)))} {words.Counts[word]}"));
    }

    [Theory]
    [InlineData("▁ab", true)]
    [InlineData("▁", true)]
    [InlineData("a▁", false)]
    [InlineData("a1", false)]
    [InlineData("▁1.", true)]
    [InlineData("a.", false)]
    [InlineData("aб", false)]
    [InlineData("a\u0301b", true)]
    [InlineData("\u0301b", true)]
    [InlineData("漢カな", true)]
    [InlineData("abcde", false)]
    public void PieceRules_OneScriptAndTheBlankAtTheBeginning_AreAllowed(string piece, bool expected)
    {
        CountedWords counted = TrainingParts.Count([new(null, piece)], options: new() { Normalization = TokenizerNormalization.None });
        Alphabet alphabet = TrainingParts.Alphabet(counted, 1, '▁', 'a');
        int[] symbols = [.. piece.EnumerateRunes().Select(rune => alphabet.SymbolOf(rune.Value))];

        Assert.Equal(expected, new PieceRules(alphabet, 4).Allow(symbols));
    }

    private static string Letters(Alphabet alphabet) => string.Concat(alphabet.ByFrequency.Select(symbol => (char)alphabet.CodePoints[symbol - 1]));
}
