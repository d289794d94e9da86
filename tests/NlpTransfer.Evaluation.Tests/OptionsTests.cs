using System.Reflection;
using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation.Tests;

/// <summary>Every property of every options record changes something that a user can see.</summary>
public sealed class OptionsTests
{
    private const string Long = "a sentence of the held-out rows that is long enough to be compared by its shingles with what was in training";

    private const string Similar = "a sentence of the held-out rows that is long enough to be compared by its shingles with what was in practice";

    // Forty sentences in two languages: grouped, so that the permutation test runs, and enough groups differ that its flips are random.
    private static readonly CorpusRow[] Rows =
    [
        .. Enumerable.Range(0, 80).Select(i => new CorpusRow($"{(i == 0 ? Long : i)}→{(i % 3 == 0 ? Wrong(i) : Right(i))}") { Label = Right(i), Group = $"s{i % 40}" }),
    ];

    private static readonly SystemPredictions Floor = SystemPredictions.FromLabels("letters", [.. Rows.Select((_, i) => i % 5 < 2 ? Right(i) : Wrong(i))]);

    private static readonly SystemPredictions Other = SystemPredictions.FromLabels("kernel", [.. Rows.Select((row, i) => i % 40 < 30 ? row.Label! : "a")]);

    private static readonly EvaluationOptions Evaluation = new() { Floor = Floor, TrainedOn = LeakageIndex.Build([new CorpusRow(Similar)]) };

    private static readonly Dictionary<string, StatisticsOptions> StatisticsChanges = new()
    {
        [nameof(StatisticsOptions.Confidence)] = new() { Confidence = 0.9 },
        [nameof(StatisticsOptions.BootstrapSamples)] = new() { BootstrapSamples = 500 },
        [nameof(StatisticsOptions.PermutationSamples)] = new() { PermutationSamples = 500 },
        [nameof(StatisticsOptions.Seed)] = new() { Seed = 9 },
    };

    private static readonly Dictionary<string, EvaluationOptions> EvaluationChanges = new()
    {
        [nameof(EvaluationOptions.Name)] = Evaluation with { Name = "other" },
        [nameof(EvaluationOptions.Floor)] = Evaluation with { Floor = null },
        [nameof(EvaluationOptions.Against)] = Evaluation with { Against = [Other] },
        [nameof(EvaluationOptions.Majority)] = Evaluation with { Majority = new MajorityClassifier(["c"]) },
        [nameof(EvaluationOptions.TrainedOn)] = Evaluation with { TrainedOn = null },
        [nameof(EvaluationOptions.Leakage)] = Evaluation with { Leakage = new() { NearContainment = 1 } },
        [nameof(EvaluationOptions.Examples)] = Evaluation with { Examples = 1 },
        [nameof(EvaluationOptions.Statistics)] = Evaluation with { Statistics = new() { Seed = 9 } },
    };

    private static readonly Dictionary<string, CrossValidationOptions> CrossValidationChanges = new()
    {
        [nameof(CrossValidationOptions.Folds)] = new() { Folds = 3 },
        [nameof(CrossValidationOptions.Baselines)] = new() { Folds = 2, Baselines = ["kernel"] },
        [nameof(CrossValidationOptions.Statistics)] = new() { Folds = 2, Statistics = new() { Seed = 9 } },
    };

    private static string Right(int row) => row % 2 == 0 ? "a" : "b";

    private static string Wrong(int row) => Right(row + 1);

    private static async Task<string> Evaluate(EvaluationOptions options) =>
        (await ClassifierEvaluation.RunAsync(new FixedClassifier(0.8, "a", "b"), Rows, options)).ToJson().ToJsonString();

    private static string CrossValidate(CrossValidationOptions options) => CrossValidationReport.Create(Rows, [Floor, Other], options).ToJson().ToJsonString();

    private static IEnumerable<string> Properties<T>(params string[] seenElsewhere) =>
        typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.Name).Except(seenElsewhere).Order();

    [Fact]
    public async Task StatisticsOptions_EachProperty_ChangesTheReport()
    {
        Assert.Equal(Properties<StatisticsOptions>(), StatisticsChanges.Keys.Order());
        string before = await Evaluate(Evaluation);
        foreach ((string property, StatisticsOptions changed) in StatisticsChanges)
            Assert.True(before != await Evaluate(Evaluation with { Statistics = changed }), property);
    }

    [Fact]
    public async Task EvaluationOptions_EachProperty_ChangesTheReport()
    {
        // What these two change is not in the report: ClassifierEvaluationTests and LeakageTests see it.
        Assert.Equal(Properties<EvaluationOptions>(nameof(EvaluationOptions.BatchSize), nameof(EvaluationOptions.LeakageFound)), EvaluationChanges.Keys.Order());
        string before = await Evaluate(Evaluation);
        foreach ((string property, EvaluationOptions changed) in EvaluationChanges)
            Assert.True(before != await Evaluate(changed), property);
    }

    [Fact]
    public void CrossValidationOptions_EachProperty_ChangesTheReport()
    {
        Assert.Equal(Properties<CrossValidationOptions>(), CrossValidationChanges.Keys.Order());
        string before = CrossValidate(new() { Folds = 2 });
        foreach ((string property, CrossValidationOptions changed) in CrossValidationChanges)
            Assert.True(before != CrossValidate(changed), property);
    }
}
