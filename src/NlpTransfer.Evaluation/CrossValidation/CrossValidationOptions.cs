namespace NlpTransfer.Evaluation;

/// <summary>How pooled predictions of a cross-validation are compared.</summary>
public sealed record CrossValidationOptions
{
    /// <summary>The number of folds, for the report. Required; from 2 to 1,000.</summary>
    public required int Folds { get; init; }

    /// <summary>The strategies that all others are compared with; each of these is compared with those before it. Default none: each strategy is compared with every one listed before it.</summary>
    public IReadOnlyList<string> Baselines { get; init; } = [];

    /// <summary>Intervals, tests and their seed.</summary>
    public StatisticsOptions Statistics { get; init; } = new();

    internal void Validate(IReadOnlyList<SystemPredictions> strategies)
    {
        string names = string.Join(", ", strategies.Select(s => $"'{s.Name}'"));
        OptionFaults faults = Statistics.Check(new OptionFaults("cross-validation"))
            .Require(Folds is >= 2 and <= 1_000, StatisticsOptions.Fault(nameof(Folds), "from 2 to 1000", Folds))
            .Require(strategies.Count > 0, "there must be at least one strategy")
            .Require(strategies.DistinctBy(s => s.Name, StringComparer.Ordinal).Count() == strategies.Count, $"each strategy needs a name of its own, not {names}")
            .Require(Baselines.Distinct(StringComparer.Ordinal).Count() == Baselines.Count, "each of the Baselines can be named once");
        foreach (string baseline in Baselines)
            faults.Require(strategies.Any(s => s.Name == baseline), $"'{baseline}' of the Baselines is none of the strategies {names}");
        faults.ThrowIfAny();
    }
}
