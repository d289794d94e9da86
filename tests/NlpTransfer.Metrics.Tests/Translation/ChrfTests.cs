namespace NlpTransfer.Metrics.Tests;

/// <summary>chrF worked out by hand.</summary>
public sealed class ChrfTests
{
    private static double Sentence(ChrfOptions options, string hypothesis, params string[] references) =>
        new Chrf(options).ScoreSentence(hypothesis, references).Value;

    [Fact]
    public void Score_Unigrams_FScoreOfPrecisionAndRecall()
    {
        // a, b match: precision 2/3, recall 2/4; F2 = 5 * (1/3) / (4 * 2/3 + 1/2).
        Assert.Equal(100 * (5.0 / 3) / (8.0 / 3 + 0.5), Sentence(new ChrfOptions { CharacterOrder = 1 }, "abx", "abcd"), 9);
        Assert.Equal(100 * (2.0 / 3) / (2.0 / 3 + 0.5), Sentence(new ChrfOptions { CharacterOrder = 1, Beta = 1 }, "abx", "abcd"), 9);
    }

    [Fact]
    public void Score_OrdersThatNeitherReaches_LeftOutUnlessEpsilon()
    {
        Assert.Equal(100, Sentence(new ChrfOptions(), "ab", "ab"), 9);
        Assert.Equal(100.0 / 3, Sentence(new ChrfOptions { EpsilonSmoothing = true }, "ab", "ab"), 9);
    }

    [Fact]
    public void Score_SeveralReferences_BestCounts() => Assert.Equal(100, Sentence(new ChrfOptions(), "good", "bad", "good"), 9);

    [Fact]
    public void Score_Whitespace_CountsOnlyWhereAsked()
    {
        Assert.Equal(100, Sentence(new ChrfOptions(), "a b", "ab"), 9);
        Assert.InRange(Sentence(new ChrfOptions { Whitespace = true }, "a b", "ab"), 1, 99);
    }

    [Fact]
    public void Score_LowerCase_Folds()
    {
        Assert.Equal(0, Sentence(new ChrfOptions(), "AB", "ab"));
        Assert.Equal(100, Sentence(new ChrfOptions { LowerCase = true }, "AB", "ab"), 9);
    }

    [Fact]
    public void Score_WordOrder_AddsWords()
    {
        // Characters 3 of 3 (order 1); words "a" and "bc" against "ab" and "c": none.
        Assert.Equal(50, Sentence(new ChrfOptions { CharacterOrder = 1, WordOrder = 1 }, "a bc", "ab c"), 9);
        Assert.Equal("chrF2++", new Chrf(new ChrfOptions { WordOrder = 2 }).Name);
    }

    [Fact]
    public void Score_Empty_Zero()
    {
        Assert.Equal(0, Sentence(new ChrfOptions(), "", "a"));
        Assert.Equal(0, Sentence(new ChrfOptions(), "", ""));
        Assert.Equal(1e-14, Sentence(new ChrfOptions { EpsilonSmoothing = true }, "", ""), 1e-18);
    }

    [Fact]
    public void Words_Punctuation_OneMarkPartedFromEndOrStart() =>
        Assert.Equal(["(hi", ")", "\"", "so", ".", "it's", "😀", "ab.", "."], ChrfWords.Of("(hi) \"so . it's 😀 ab.."));

    [Fact]
    public void Score_CodePoints_NotHalves() => Assert.Equal(0, Sentence(new ChrfOptions(), "😀", "😁"));

    [Fact]
    public void Constructor_OptionsOutOfRange_NamesAll()
    {
        string message = Assert.Throws<UsageException>(() => new Chrf(new ChrfOptions { CharacterOrder = 0, WordOrder = -1, Beta = 0 })).Message;
        foreach (string part in (string[])["CharacterOrder", "WordOrder", "Beta"])
            Assert.Contains(part, message, StringComparison.Ordinal);
    }
}
