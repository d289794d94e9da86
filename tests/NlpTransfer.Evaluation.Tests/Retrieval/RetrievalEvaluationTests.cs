using System.Text.Json.Nodes;
using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation.Tests;

public sealed class RetrievalEvaluationTests
{
    private static readonly TextPair[] Pairs = [.. Enumerable.Range(0, 20).Select(i => new TextPair($"a{i}", $"b{i}", "eng", i < 10 ? "yor" : "hau"))];

    [Fact]
    public async Task RunAsync_PerfectVectors_FindsAll()
    {
        RetrievalReport report = await RetrievalEvaluation.RunAsync(new TableEmbedder(20), Pairs);
        RetrievalScores scores = Assert.Single(report.Systems);
        Assert.Equal((20, 0, 1.0), (report.Pairs, report.Repeated, scores.Accuracy.Value));
        Assert.InRange(scores.Accuracy.Low, 0.5, 0.95);
        Assert.Equal(["yor", "hau"], scores.Languages.Select(language => language.Language));
        Assert.All(scores.Languages, language => Assert.Equal((10, 1.0, 1.0), (language.Pairs, language.FromSource.Value, language.FromTarget.Value)));
        Assert.Equal(1, scores.CutTexts);
        Assert.Empty(report.Comparisons);
    }

    [Fact]
    public async Task RunAsync_BlindToOneSide_IsComparedAndHurts()
    {
        // All translations look the same, so that no text has a nearest one, while each translation's nearest texts tie as well.
        var blind = new TableEmbedder(20, text => text[0] == 'b' ? 0 : int.Parse(text[1..], System.Globalization.CultureInfo.InvariantCulture));
        RetrievalReport report = await RetrievalEvaluation.RunAsync(blind, Pairs, new() { Name = "blind", Against = [("seeing", new TableEmbedder(20))] });
        Assert.Equal(["blind", "seeing"], report.Systems.Select(system => system.System));
        Assert.Equal(0.1, report.Systems[0].Languages[0].FromTarget.Value, 1e-9);
        Assert.Equal(0, report.Systems[0].Languages[1].FromSource.Value);
        Comparison comparison = Assert.Single(report.Comparisons);
        Assert.Equal(("blind", "seeing", Verdict.Hurts, "permutation by group"), (comparison.System, comparison.Against, comparison.Verdict, comparison.Test));
        Assert.Equal(["yor", "hau"], report.LanguageComparisons.Select(c => c.Language!));
        Assert.Equal(report.Systems[0].Accuracy.Value - 1, comparison.Difference.Value, 1e-9);
    }

    [Fact]
    public async Task RunAsync_RepeatedTexts_AreAskedOnceAndCounted()
    {
        TextPair[] pairs = [.. Pairs.Take(10), new("a0", "b11", "eng", "yor"), new("a12", "b3", "eng", "yor")];
        RetrievalReport report = await RetrievalEvaluation.RunAsync(new TableEmbedder(20), pairs);
        Assert.Equal((10, 2), (report.Pairs, report.Repeated));
        Assert.Contains("2 pairs were left out", report.ToMarkdown(), StringComparison.Ordinal);
        Assert.Empty(report.LanguageComparisons);
    }

    [Fact]
    public async Task RunAsync_NothingToAsk_SaysSo()
    {
        Assert.Equal(
            "There are no pairs to retrieve translations among; give at least two a language.",
            (await Assert.ThrowsAsync<BadDataException>(() => RetrievalEvaluation.RunAsync(new TableEmbedder(2), []))).Message);
        Assert.Equal(
            "yor: there is one pair only, among which every answer is right; give at least two with different texts.",
            (await Assert.ThrowsAsync<BadDataException>(() => RetrievalEvaluation.RunAsync(new TableEmbedder(2), [Pairs[0], Pairs[0]]))).Message);
    }

    [Fact]
    public async Task RunAsync_SameNameTwice_IsRefused() => Assert.Contains(
        "each embedder needs a name of its own, not 'mini', 'mini'",
        (await Assert.ThrowsAsync<UsageException>(() => RetrievalEvaluation.RunAsync(new TableEmbedder(20), Pairs, new() { Name = "mini", Against = [("mini", new TableEmbedder(20))] }))).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task ToJson_Report_HoldsScoresAndComparisons()
    {
        RetrievalReport report = await RetrievalEvaluation.RunAsync(new TableEmbedder(20), Pairs, new() { Against = [("other", new TableEmbedder(20))], Statistics = new() { Confidence = 0.9, Seed = 7, BootstrapSamples = 100, PermutationSamples = 100 } });
        JsonObject json = report.ToJson();
        Assert.Equal((1, 20, 0.9, 7UL), ((int)json["schema"]!, (int)json["pairs"]!, (double)json["confidence"]!, (ulong)json["seed"]!));
        Assert.Equal(10, (long)json["systems"]![1]!["languages"]![1]!["fromTarget"]!["n"]!);
        Assert.Equal("undecided", (string)json["comparisons"]![0]!["verdict"]!);
        Assert.Equal(2, json["languageComparisons"]!.AsArray().Count);
        Assert.Contains("Retrieval of translations", report.ToHtml(), StringComparison.Ordinal);
    }
}
