using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation.Tests;

public sealed class TranslationEvaluationTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly TranslationEvaluationOptions Few = new() { Scoring = new() { Metrics = [new Bleu(), new Chrf()], Tests = new() { BootstrapSamples = 100 } } };

    [Fact]
    public async Task Run_System_BeatsTheCopiedSource()
    {
        TranslationEvaluationReport report = await Run(Few);
        Assert.Equal(["bleu", "chrf"], report.Scores.Scores.Select(score => score.Key));
        Assert.All(report.Scores.Comparisons, c => Assert.Equal(("copy", Verdict.Helps), (c.Score.System, c.Verdict)));
        Assert.Equal(new TranslationCounts(4, 0, 4, 0, 0), report.Trouble);
        Assert.Contains("4 of 40 texts were longer than the model reads, and cut.", report.Warnings);
        Assert.StartsWith("BLEU ", report.Summary, StringComparison.Ordinal);
        Assert.EndsWith(", n 40; copy BLEU 0.00: helps, p 0.010; leakage not checked", report.Summary, StringComparison.Ordinal);
        Assert.Equal(("test.tsv:2", TestPairs.Held[0].Target), (report.Samples[0].Place, report.Samples[0].Translation));
    }

    [Fact]
    public async Task Run_Contenders_AreAskedOrRead()
    {
        string[] right = [.. TestPairs.Held.Select(pair => pair.Target)];
        TranslationEvaluationReport report = await Run(Few with { Against = [new("perfect.txt", right), new("words", new WordTranslator())] });
        Assert.Equal(["copy", "perfect.txt", "words"], report.Scores.Comparisons.Take(3).Select(c => c.Score.System));
        Assert.Equal([Verdict.Helps, Verdict.Hurts, Verdict.Undecided], report.Scores.Comparisons.Take(3).Select(c => c.Verdict));
        var short1 = await Assert.ThrowsAsync<BadDataException>(() => Run(Few with { Against = [new("short.txt", right[..1])] }));
        Assert.Equal("short.txt has 1 line, but there are 40 pairs; line n has to translate pair n: find the line where they part.", short1.Message);
    }

    [Fact]
    public async Task Run_LeakedPairs_AreToldBeforeAnythingIsTranslated()
    {
        var system = new WordTranslator();
        TranslationLeakage? told = null;
        TextPair[] seen = [TestPairs.Held[3], new("some other text", TestPairs.Held[5].Target.ToUpperInvariant() + "!"), new(TestPairs.Held[7].Target, "turned round")];
        TranslationEvaluationReport report = await TranslationEvaluation.RunAsync(system, TestPairs.Held, Few with
        {
            TrainedOn = TrainedPairs.Of(seen),
            Leakage = new() { NearContainment = 1 },
            LeakageFound = found => (told, _) = (found, system.Batches.Count == 0 ? 0 : throw new InvalidOperationException("told too late")),
        });
        Assert.Equal((2, 1, 0, 3, 1, 3), (told!.Exact, told.Normalized, told.Near, told.Total, told.Source, told.Target));
        Assert.Equal("leakage in 3 of 40 pairs (2 exact, 1 normalized; 1 by the text, 3 by the translation)", told.Summary);
        Assert.StartsWith(told.Summary, report.Summary, StringComparison.Ordinal);
        Assert.Equal(37, report.Leakage!.Clean[0].Score.N);
        Assert.All(told.Examples, example => Assert.StartsWith("test.tsv:", example.Place, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_BatchSize_AsksInBatches()
    {
        var system = new WordTranslator();
        var told = new List<WorkProgress>();
        await TranslationEvaluation.RunAsync(system, TestPairs.Held, Few with { BatchSize = 16 }, new InlineProgress(told.Add));
        Assert.Equal([16, 16, 8], system.Batches);
        Assert.Contains(new WorkProgress("translating with model", 40, 40), told);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TranslationEvaluation.RunAsync(system, TestPairs.Held, Few, null, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Run_NoPairsOrEmptySide_Refused()
    {
        Assert.Equal("there are no pairs to evaluate on: give at least one.", (await Assert.ThrowsAsync<BadDataException>(() => TranslationEvaluation.RunAsync(new WordTranslator(), []))).Message);
        TextPair[] holes = [TestPairs.Held[0], TestPairs.Held[1] with { Target = " ", Position = null }];
        Assert.Equal(
            "pair 2: the translation is empty; a pair to evaluate on needs both.",
            (await Assert.ThrowsAsync<BadDataException>(() => TranslationEvaluation.RunAsync(new WordTranslator(), holes))).Message);
    }

    [Fact]
    public async Task Run_TranslatorThatLosesTexts_Refused()
    {
        var fault = await Assert.ThrowsAsync<NlpTransferException>(() => TranslationEvaluation.RunAsync(new Forgetful(), TestPairs.Held, Few));
        Assert.Equal("model returned 39 translations of 40 texts; a translator has to return one a text.", fault.Message);
    }

    [Fact]
    public async Task Report_WholeTexts()
    {
        TranslationEvaluationReport report = await Run(Few with { TrainedOn = TrainedPairs.Of([TestPairs.Held[3]]), Leakage = new() { NearContainment = 1 }, Samples = 2, Name = "en-yo" });
        Snapshot.Matches("translation.json", report.ToJson().ToJsonString(Indented) + "\n");
        Snapshot.Matches("translation.md", report.ToMarkdown());
        Assert.Contains("Evaluation of en-yo", report.ToHtml(), StringComparison.Ordinal);
        Assert.Equal(-1, report.ToHtml().IndexOf("/home/someone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Options_EachProperty_ChangesTheReport()
    {
        string near = TestPairs.Held[4].Source.Replace("where maria rests", "where maria swims", StringComparison.Ordinal);
        TranslationEvaluationOptions standard = Few with { TrainedOn = TrainedPairs.Of([new TextPair(near, TestPairs.Held[9].Target)]) };
        var changes = new Dictionary<string, TranslationEvaluationOptions>
        {
            [nameof(standard.Name)] = standard with { Name = "other" },
            [nameof(standard.Against)] = standard with { Against = [new("words", new WordTranslator())] },
            [nameof(standard.TrainedOn)] = standard with { TrainedOn = TrainedPairs.Of([]) },
            [nameof(standard.Leakage)] = standard with { Leakage = new() { NearContainment = 1 } },
            [nameof(standard.Scoring)] = standard with { Scoring = new() { Metrics = [new Chrf()] } },
            [nameof(standard.Samples)] = standard with { Samples = 1 },
            [nameof(standard.Examples)] = standard with { Examples = 1 },
        };
        // Run_BatchSize and Run_LeakedPairs see what these two change.
        Assert.Equal(
            typeof(TranslationEvaluationOptions).GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance).Select(p => p.Name).Order(),
            changes.Keys.Append(nameof(standard.BatchSize)).Append(nameof(standard.LeakageFound)).Order());
        string before = (await Run(standard)).ToJson().ToJsonString();
        foreach ((string property, TranslationEvaluationOptions changed) in changes)
            Assert.True(before != (await Run(changed)).ToJson().ToJsonString(), property);
    }

    [Fact]
    public void Options_Faults_AllNamed()
    {
        var fault = Assert.Throws<UsageException>(() => new TranslationEvaluationOptions { Name = "copy", BatchSize = 0, Samples = -1, Examples = 1001 }.Validate());
        Assert.All(["'copy' occurs several times", "BatchSize", "Samples", "Examples"], part => Assert.Contains(part, fault.Message, StringComparison.Ordinal));
    }

    private static Task<TranslationEvaluationReport> Run(TranslationEvaluationOptions options) => TranslationEvaluation.RunAsync(new WordTranslator(), TestPairs.Held, options);

    private sealed class Forgetful : ITextTranslator
    {
        public Task<IReadOnlyList<TextTranslation>> TranslateAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default) =>
            Task.FromResult<IReadOnlyList<TextTranslation>>([.. texts.Skip(1).Select(text => new TextTranslation(text))]);
    }
}
