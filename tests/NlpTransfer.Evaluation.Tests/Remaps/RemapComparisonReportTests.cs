using System.Text.Json.Nodes;
using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation.Tests;

public sealed class RemapComparisonReportTests
{
    private static RemapAgreement Agreement(double cosine, double centred) =>
        new(Score.Create(cosine, new Interval(cosine - 0.01, cosine + 0.01), 40), Score.Create(centred, new Interval(centred - 0.02, centred + 0.02), 40));

    private static RemapComparisonEntry Entry(string name, double before, double? after = null) => new()
    {
        Initializer = name,
        Mode = "extend",
        PiecesAdded = 12,
        Methods = [new("copy", 2500, 0.9), new(name, 10, 0.1), new("script", 2, null)],
        FertilityBefore = 2.5,
        FertilityAfter = 1.5,
        Before = Agreement(before, before - 0.1),
        After = after is { } value ? Agreement(value, value - 0.1) : null,
        Healing = after is null ? null : new RemapHealing(30, 1.234567, 9),
        Warnings = name == "random" ? [new("few-tokens-with-evidence", "Most new tokens are drawn at random.")] : [],
    };

    private static CrossValidationReport Labeled(params (string Name, int Right)[] strategies)
    {
        CorpusRow[] rows = [.. Enumerable.Range(0, 40).Select(i => new CorpusRow("text") { Label = i % 2 == 0 ? "a" : "b", Language = "yor" })];
        return CrossValidationReport.Create(
            rows,
            [.. strategies.Select(strategy => SystemPredictions.FromLabels(strategy.Name, [.. rows.Select((row, i) => i < strategy.Right ? row.Label! : "wrong")]))],
            RemapComparisonReport.LabeledOptions(5) with { Statistics = new() { BootstrapSamples = 200 } });
    }

    private static RemapComparisonReport Healed() => new()
    {
        Entries = [Entry("mean", 0.7, 0.95), Entry("random", 0.2, 0.9)],
        Labeled = Labeled(("letters", 20), ("no remap", 24), ("mean", 22), ("mean, healed", 38), ("random", 5), ("random, healed", 25)),
        Seed = 3,
    };

    [Fact]
    public void Json_HealedAndLabelled_HoldsAllOfARow()
    {
        JsonObject json = Healed().ToJson();
        JsonObject row = json["initializers"]![1]!.AsObject();
        Assert.Equal((1, 3UL, "random", "extend", 12), ((int)json["schema"]!, (ulong)json["seed"]!, (string)row["initializer"]!, (string)row["mode"]!, (int)row["piecesAdded"]!));
        Assert.Equal((2500, 0.1), ((int)row["tokensByMethod"]!["copy"]!, (double)row["coverage"]!["random"]!));
        Assert.False(row["coverage"]!.AsObject().ContainsKey("script"));
        Assert.Equal((2.5, 1.5), ((double)row["fertilityBefore"]!, (double)row["fertilityAfter"]!));
        Assert.Equal((0.2, 0.9), ((double)row["cosine"]!["before"]!["value"]!, (double)row["cosine"]!["after"]!["value"]!));
        Assert.Equal((0.1, 0.8), (Math.Round((double)row["centred"]!["before"]!["value"]!, 9), Math.Round((double)row["centred"]!["after"]!["value"]!, 9)));
        Assert.Equal((30, 1.23, 9), ((int)row["healing"]!["steps"]!, (double)row["healing"]!["seconds"]!, (int)row["healing"]!["trainedRows"]!));
        Assert.Equal("few-tokens-with-evidence", (string)row["warnings"]![0]!["name"]!);
        Assert.Equal(5 / 40.0, (double)row["accuracy"]!["before"]!["value"]!);
        Assert.Equal(("no remap", "hurts"), ((string)row["accuracy"]!["before"]!["againstNoRemap"]!["against"]!, (string)row["accuracy"]!["before"]!["againstNoRemap"]!["verdict"]!));
        Assert.Equal("undecided", (string)row["accuracy"]!["after"]!["againstNoRemap"]!["verdict"]!);
        Assert.Equal(6, json["labeled"]!["strategies"]!.AsArray().Count);
        Assert.False(json["labeled"]!.AsObject().ContainsKey("schema"));
    }

    [Fact]
    public void Summary_HealedAndLabelled_NamesNearestAndBest() => Assert.Equal(
        "nearest to the old vectors after healing: mean, mean-centred cosine 0.850 [0.830, 0.870]; best by accuracy: mean, healed 0.950 [0.835, 0.986], no remap 0.600; helps, p < 0.001",
        Healed().Summary);

    [Fact]
    public void Json_NeitherHealedNorLabelled_SaysSo()
    {
        var report = new RemapComparisonReport { Entries = [Entry("mean", 0.7), Entry("random", 0.8)] };
        Assert.Equal("nearest to the old vectors before healing: random, mean-centred cosine 0.700 [0.680, 0.720]", report.Summary);
        JsonObject json = report.ToJson(), row = json["initializers"]![0]!.AsObject();
        Assert.True(json.ContainsKey("labeled") && json["labeled"] is null);
        Assert.All(new[] { "accuracy", "healing" }, name => Assert.True(row.ContainsKey(name) && row[name] is null));
        Assert.Null(row["cosine"]!["after"]);
    }

    [Fact]
    public void Comparisons_OfLabelled_AreWithLettersAndNoRemapAlone()
    {
        RemapComparisonReport report = Healed();
        Assert.Equal(1 + (4 * 2), report.Labeled!.Comparisons.Count);
        Assert.All(report.Labeled.Comparisons, comparison => Assert.Contains(comparison.Against, new[] { "letters", "no remap" }));
        Assert.Equal(Verdict.Helps, report.AgainstNoRemap("mean, healed")!.Verdict);
        Assert.Null(report.AgainstNoRemap("focus"));
        Assert.Null(report.Strategy("focus"));
    }

    [Fact]
    public void Markdown_HealedAndLabelled_WholeText() => Snapshot.Matches("remaps.md", Healed().ToMarkdown());

    [Fact]
    public void Markdown_NotHealed_HasOneColumnAMeasure()
    {
        string text = new RemapComparisonReport { Entries = [Entry("mean", 0.7)] }.ToMarkdown();
        Assert.Contains("| initialiser | new tokens by method | tokens a word | after | cosine | centred cosine |", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Healing", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Labelled", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_HealedAndLabelled_HoldsTableAndPicture()
    {
        string html = Healed().ToHtml();
        Assert.Contains("mean 10, script 2", html, StringComparison.Ordinal);
        Assert.Contains("<svg", html, StringComparison.Ordinal);
    }

    [Fact]
    public void MethodsInShort_CopiesAlone_SaysSo() => Assert.Equal("copies alone", (Entry("mean", 0.5) with { Methods = [new("copy", 9, 1)] }).MethodsInShort);
}
