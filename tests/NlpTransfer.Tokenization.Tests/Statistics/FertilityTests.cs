namespace NlpTransfer.Tokenization.Tests;

public sealed class FertilityTests
{
    [Fact]
    public void Measure_Texts_CountsByHand()
    {
        // ▁ab | ▁ ba | tab and x as one unknown, then ▁ab ab: of four words only the last is touched by two tokens.
        FertilityReport report = Fertility.Measure(SmallTokenizers.LoadUnigram(), ["ab ba\tx", "abab", ""]);
        var use = new VocabularyUse(13);
        use.Mark([3, 4, 7, 8, 9]);
        Assert.Equal(new FertilityReport(3, 4, 1, 6, 1, 11) { Characters = 11, Use = use }, report);
        Assert.Equal((5 / 13.0, 11 / 6.0), (report.Use.Share, report.CharactersPerToken));
    }

    [Fact]
    public void Measure_SplitWords_AreContinued()
    {
        FertilityReport report = Fertility.Measure(SmallTokenizers.LoadUnigram(), ["ab abab ab"]);
        Assert.Equal((3L, 1L, 4L), (report.Words, report.ContinuedWords, report.Tokens));
        Assert.Equal(4 / 3.0, report.Fertility);
        Assert.Equal(1 / 3.0, report.ContinuedWordRate);
        Assert.Equal(0, report.UnknownRate);
        Assert.Equal(2.5, report.BytesPerToken);
    }

    [Fact]
    public void Measure_ManyTexts_ReportsProgressAndStops()
    {
        var heard = new List<long>();
        Fertility.Measure(SmallTokenizers.LoadUnigram(), Enumerable.Repeat("ab", 2000), new Listener(heard));
        Assert.Equal([1024, 2000], heard);
        Assert.ThrowsAny<OperationCanceledException>(() => Fertility.Measure(SmallTokenizers.LoadUnigram(), ["a"], null, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Add_TwoReports_SumsCountsAndUnitesUse()
    {
        FertilityReport first = Fertility.Measure(SmallTokenizers.LoadUnigram(), ["ab é"]);
        FertilityReport second = Fertility.Measure(SmallTokenizers.LoadUnigram(), ["ab b"]);
        FertilityReport both = Fertility.Measure(SmallTokenizers.LoadUnigram(), ["ab é", "ab b"]);
        Assert.Equal(both, first.Add(second));
        Assert.NotEqual(first.Use, second.Use);
    }

    private sealed class Listener(List<long> heard) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => heard.Add(value.Done);
    }
}
