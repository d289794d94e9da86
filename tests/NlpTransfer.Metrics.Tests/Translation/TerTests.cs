using CsCheck;

namespace NlpTransfer.Metrics.Tests;

/// <summary>TER worked out by hand.</summary>
public sealed class TerTests
{
    private static double Sentence(string hypothesis, params string[] references) => new Ter().ScoreSentence(hypothesis, references).Value;

    [Theory]
    [InlineData("a b c d", "a b c d", 0)]
    [InlineData("a b x d", "a b c d", 1)]
    [InlineData("a b d", "a b c d", 1)]
    [InlineData("a b c d e", "a b c d", 1)]
    [InlineData("c d a b", "a b c d", 1)] // one move
    [InlineData("e f a b c d", "a b c d e f", 1)]
    [InlineData("", "a b c d", 4)]
    public void Score_EditsAndMoves_CountedOnce(string hypothesis, string reference, int edits)
    {
        TerScore score = new Ter().ScoreSentence(hypothesis, [reference]);
        Assert.Equal(edits, score.Edits);
        Assert.Equal(100.0 * edits / reference.Split(' ').Length, score.Value, 9);
    }

    [Fact]
    public void Score_SeveralReferences_FewestEditsAndMeanLength()
    {
        TerScore score = new Ter().ScoreSentence("a b", ["a b", "a b c d"]);
        Assert.Equal(0, score.Edits);
        Assert.Equal(3, score.ReferenceLength);
    }

    [Fact]
    public void Score_EmptyReference_AllOrNothing()
    {
        Assert.Equal(100, Sentence("a b", ""));
        Assert.Equal(0, Sentence("", ""));
    }

    [Fact]
    public void Score_VeryDifferentLengths_BandsMeet()
    {
        string many = string.Join(' ', Enumerable.Range(0, 300).Select(i => $"w{i}"));
        Assert.Equal(299, new Ter().ScoreSentence("w250", [many]).Edits);
        Assert.Equal(299, new Ter().ScoreSentence(many, ["w250"]).Edits);
    }

    [Fact]
    public void Words_Options_AsTercom()
    {
        Assert.Equal(["hello,", "it's"], TerWords.Of("Hello, It's ", new TerOptions()));
        Assert.Equal(["Hello,"], TerWords.Of("Hello,", new TerOptions { CaseSensitive = true }));
        Assert.Equal(["hello", ",", "it", "'s", "<", "3.5", "-", "4"], TerWords.Of("Hello, it's &lt; 3.5-4", new TerOptions { Normalized = true }));
        Assert.Equal(["hello", "its"], TerWords.Of("(Hello), it\"s!", new TerOptions { NoPunctuation = true }));
        Assert.Equal(["我爱。"], TerWords.Of("我爱。", new TerOptions { Normalized = true }));
        Assert.Equal(["我", "爱", "。", "かな"], TerWords.Of("我爱。かな", new TerOptions { Normalized = true, AsianSupport = true }));
        Assert.Equal(["我爱"], TerWords.Of("我爱。", new TerOptions { NoPunctuation = true, AsianSupport = true }));
    }

    [Fact]
    public void Constructor_AsianSupportAlone_Refused() =>
        Assert.Contains("AsianSupport", Assert.Throws<UsageException>(() => new Ter(new TerOptions { AsianSupport = true })).Message, StringComparison.Ordinal);

    [Fact]
    public void HigherIsBetter_OnlyTerNot()
    {
        Assert.False(new Ter().HigherIsBetter);
        Assert.True(new Bleu().HigherIsBetter);
    }

    [Fact]
    public void Edits_AnyWords_NoMoreThanLevenshteinAndNoFewerThanMissing() =>
        (from words in Gen.Int[0, 5].Array[0, 12] from reference in Gen.Int[0, 5].Array[1, 12] select (words, reference)).Sample(t =>
        {
            int edits = ShiftSearch.Edits(t.words, t.reference);
            Assert.InRange(edits, Math.Abs(t.words.Length - t.reference.Length), new EditTable(t.reference, t.words.Length).Fill(t.words));
            Assert.Equal(t.words.AsSpan().SequenceEqual(t.reference), edits == 0);
        });

    [Fact]
    public void Apply_AnyShift_KeepsWords() => Gen.Int[1, 12].SelectMany(n => Gen.Select(Gen.Const(n), Gen.Int[0, n - 1], Gen.Int[0, n])).SelectMany(t =>
        Gen.Select(Gen.Const(t), Gen.Int[1, t.Item1 - t.Item2])).Sample((t, length) =>
    {
        int[] words = [.. Enumerable.Range(0, t.Item1)];
        int[] moved = new Shift(t.Item2, length, t.Item3, 0).Apply(words);
        Assert.Equal(words, moved.Order());
    });
}
