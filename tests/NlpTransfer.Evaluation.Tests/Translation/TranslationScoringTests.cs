using System.Text.Json.Nodes;
using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation.Tests;

public sealed class TranslationScoringTests
{
    private static readonly string[] Reference = [.. Enumerable.Range(0, 40).Select(i => $"word{i} is here and word{i + 1} is there today")];
    private static readonly SegmentFile References = new("ref.txt", Reference);
    private static readonly SegmentFile Good = new("good.txt", [.. Reference.Select((line, i) => i % 10 == 0 ? line.Replace("is", "was", StringComparison.Ordinal) : line)]);
    private static readonly SegmentFile Bad = new("bad.txt", [.. Reference.Select((line, i) => i % 2 == 0 ? line.Replace("is", "was", StringComparison.Ordinal) : line)]);
    private static readonly TranslationScoringOptions Few = new() { Tests = new() { BootstrapSamples = 100, RandomizationTrials = 200 } };

    [Fact]
    public void Run_SystemAlone_ScoresWithIntervalAndSignature()
    {
        TranslationScores scores = TranslationScoring.Run(Good, [References], null, Few);
        Assert.Equal(["bleu", "chrf", "chrfpp", "ter"], scores.Scores.Select(s => s.Key));
        Assert.All(scores.Scores, s => Assert.InRange(s.Score.Value, s.Score.Low, s.Score.High));
        Assert.Equal(new Bleu().Score(Good.Lines, [Reference]).Value, scores.Scores[0].Score.Value);
        Assert.Equal("nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0", scores.Scores[0].Signature);
        Assert.Empty(scores.Comparisons);
        Assert.StartsWith("BLEU ", scores.Summary, StringComparison.Ordinal);
        Assert.EndsWith(", n 40", scores.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PairedMethod.Bootstrap, "paired bootstrap", 1.0 / 101, "bs:100")]
    [InlineData(PairedMethod.Randomization, "approximate randomization", 1.0 / 201, "ar:200")]
    public void Run_Against_TellsTheBetterOne(PairedMethod method, string test, double least, string signature)
    {
        TranslationScores scores = TranslationScoring.Run(Good, [References], [Bad, References with { Name = "best.txt" }], Few with { Method = method });
        Assert.Equal(8, scores.Comparisons.Count);
        Assert.All(scores.Comparisons, c => Assert.Equal(test, c.Test));
        MetricComparison ter = Assert.Single(scores.Comparisons, c => c.Score is { Key: "ter", System: "bad.txt" });
        Assert.True(ter.Difference < 0);
        Assert.Equal((Verdict.Helps, least), (ter.Verdict, ter.PValue));
        Assert.Equal(2 * least, ter.AdjustedPValue, 12);
        Assert.Contains(signature, ter.Signature, StringComparison.Ordinal);
        Assert.Equal(Verdict.Hurts, Assert.Single(scores.Comparisons, c => c.Score is { Key: "bleu", System: "best.txt" }).Verdict);
    }

    [Fact]
    public void Run_SameTranslations_Undecided()
    {
        TranslationScores scores = TranslationScoring.Run(Good, [References], [Good with { Name = "again.txt" }], Few);
        Assert.All(scores.Comparisons, c => Assert.Equal((0, Verdict.Undecided), (c.Difference, c.Verdict)));
    }

    [Fact]
    public void Run_FilesOfUnequalLength_NamesBothWithTheirLines()
    {
        var e = Assert.Throws<BadDataException>(() => TranslationScoring.Run(Good with { Lines = [.. Good.Lines.Take(1)] }, [References]));
        Assert.Equal("good.txt has 1 line, but ref.txt has 40 lines; line n of one belongs to line n of the other: find the line where they part.", e.Message);
    }

    [Fact]
    public void Run_EmptyLines_ReferenceRefusedTranslationCounted()
    {
        SegmentFile holes = References with { Lines = [.. Reference.Select((line, i) => i == 4 ? " " : line)] };
        Assert.Equal(
            "ref.txt: the reference of segment 5 is empty; give it one, or leave the segment out of all files.",
            Assert.Throws<BadDataException>(() => TranslationScoring.Run(Good, [holes])).Message);
        Assert.Equal(["ref.txt: 1 of 40 translations is empty, and counted as such."], TranslationScoring.Run(holes, [References], null, Few).Warnings);
    }

    [Fact]
    public void Options_NothingOrTwice_Refused()
    {
        Assert.Throws<UsageException>(() => new TranslationScoringOptions { Metrics = [] }.Validate());
        Assert.Contains("bleu", Assert.Throws<UsageException>(() => new TranslationScoringOptions { Metrics = [new Bleu(), new Bleu()] }.Validate()).Message, StringComparison.Ordinal);
        Assert.Throws<UsageException>(() => new TranslationScoringOptions { Method = (PairedMethod)7 }.Validate());
    }

    [Fact]
    public void Report_AllFormats_HoldScoresAndComparisons()
    {
        TranslationScores scores = TranslationScoring.Run(Good, [References], [Bad], Few);
        JsonObject json = scores.ToJson();
        Assert.Equal((1, 40L), ((int)json["schema"]!, (long)json["bleu"]!["n"]!));
        Assert.Equal(scores.Comparisons[0].PValue, (double)json["comparisons"]![0]!["pValue"]!);
        Assert.Contains("| BLEU | bad.txt |", scores.ToMarkdown(), StringComparison.Ordinal);
        Assert.Contains("tok:13a", scores.ToHtml(), StringComparison.Ordinal);
    }
}
