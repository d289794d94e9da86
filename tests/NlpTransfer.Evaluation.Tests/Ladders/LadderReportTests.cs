using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation.Tests;

public sealed class LadderReportTests
{
    private static readonly CorpusRow[] Rows = TestRows.Labelled([.. TestRows.Repeat("a", 30), .. TestRows.Repeat("b", 30)]);

    /// <summary>Right in the first rows of each label, wrong in the others.</summary>
    private static LadderStep Step(string name, int right) => new(
        SystemPredictions.FromLabels(name, [.. Enumerable.Range(0, 60).Select(i => (i % 30 < right) == (i < 30) ? "a" : "b")]), $"right in {2 * right}");

    [Fact]
    public void Create_ThreeRungs_ComparesWithPreviousAndFloor()
    {
        LadderReport ladder = LadderReport.Create(Rows, [Step("letters", 15), Step("frozen", 17), Step("combined", 28)]);

        Assert.Null(ladder.Rungs[0].AgainstPrevious);
        Assert.Null(ladder.Rungs[0].AgainstFloor);
        Assert.Same(ladder.Rungs[1].AgainstPrevious, ladder.Rungs[1].AgainstFloor);
        Assert.Equal(("frozen", "letters"), (ladder.Rungs[1].AgainstPrevious!.System, ladder.Rungs[1].AgainstPrevious!.Against));
        Assert.Equal(("combined", "frozen"), (ladder.Rungs[2].AgainstPrevious!.System, ladder.Rungs[2].AgainstPrevious!.Against));
        Assert.Equal(("combined", "letters"), (ladder.Rungs[2].AgainstFloor!.System, ladder.Rungs[2].AgainstFloor!.Against));
        Assert.Equal(3, ladder.Comparisons.Count);
        Assert.Equal(
            Holm.Adjust([McNemar.Exact(4, 0), McNemar.Exact(22, 0), McNemar.Exact(26, 0)]),
            ladder.Comparisons.Select(c => c.PValue));
        Assert.Equal([Verdict.Undecided, Verdict.Helps, Verdict.Helps], ladder.Comparisons.Select(c => c.Verdict));
        Assert.Equal("combined 0.933 [0.841, 0.974], n 60; letters 0.500; helps, p < 0.001", ladder.Summary);
    }

    [Fact]
    public void Create_FloorAlone_HasNoComparison()
    {
        LadderReport ladder = LadderReport.Create(Rows, [Step("letters", 15)]);

        Assert.Empty(ladder.Comparisons);
        Assert.Equal("letters 0.500 [0.377, 0.623], n 60", ladder.Summary);
        Assert.DoesNotContain("## Comparisons", ladder.ToMarkdown(), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_SeveralLanguages_AveragesThem()
    {
        // 10 rows in one language, all right; 50 in another, all wrong: the mean of languages is one half.
        CorpusRow[] rows = [.. Rows.Select((row, i) => row with { Label = i < 10 ? "a" : "b", Language = i < 10 ? "yor" : "snd" })];
        var step = new LadderStep(SystemPredictions.FromLabels("letters", TestRows.Repeat("a", 60)), "");

        Assert.Equal(0.5, LadderReport.Create(rows, [step]).Rungs[0].Scores.Accuracy.Value);
    }

    [Fact]
    public void Create_NothingOrSameNames_Refused()
    {
        Assert.Equal("options for a ladder: a ladder needs at least one system", Assert.Throws<UsageException>(() => LadderReport.Create(Rows, [])).Message);
        Assert.Equal(
            "options for a ladder: each system needs a name of its own",
            Assert.Throws<UsageException>(() => LadderReport.Create(Rows, [Step("x", 1), Step("x", 2)])).Message);
    }
}
