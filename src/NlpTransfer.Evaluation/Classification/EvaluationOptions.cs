using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation;

/// <summary>What a classifier is compared with on held-out rows, and how.</summary>
public sealed record EvaluationOptions
{
    /// <summary>The evaluated system's name, as reports print it. Default <c>model</c>.</summary>
    public string Name { get; init; } = "model";

    /// <summary>The floor that any system has to beat: the letters ensemble, trained on the same rows. Compared with first. Default null: none is at hand.</summary>
    public Contender? Floor { get; init; }

    /// <summary>Further systems to compare with. Default none.</summary>
    public IReadOnlyList<Contender> Against { get; init; } = [];

    /// <summary>
    /// Always gives the most frequent label; shown beside the floor and not tested against. Default null: the most frequent label of the held-out
    /// rows, which no training can do better than.
    /// </summary>
    public MajorityClassifier? Majority { get; init; }

    /// <summary>
    /// What the system was trained on, sources and development rows included: held-out rows that it knows are found before anything is classified. Default null:
    /// leakage is not checked, and the report says so.
    /// </summary>
    public LeakageIndex? TrainedOn { get; init; }

    /// <summary>What counts as a near copy of a training text. Without effect unless <see cref="TrainedOn"/> is given.</summary>
    public LeakageIndexOptions Leakage { get; init; } = new();

    /// <summary>Told of leakage as soon as it is found, before any score exists. Default null.</summary>
    public Action<LeakageReport>? LeakageFound { get; init; }

    /// <summary>Texts a call of a classifier: progress is told and cancellation heard in between. Default 256; from 1 to 65,536.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>Leaked rows, and confident mistakes, that the report shows. Default 10; from 0 to 1,000.</summary>
    public int Examples { get; init; } = 10;

    /// <summary>Intervals, tests and their seed.</summary>
    public StatisticsOptions Statistics { get; init; } = new();

    /// <summary>Checks all options.</summary>
    /// <exception cref="UsageException">Names all faults.</exception>
    public void Validate()
    {
        string[] names = [Name, .. Floor is null ? [] : new[] { Floor.Name }, .. Against.Select(a => a.Name)];
        string[] repeated = [.. names.GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => $"'{g.Key}'")];
        Leakage.Validate();
        Statistics.Check(new OptionFaults("evaluation"))
            .Require(!string.IsNullOrWhiteSpace(Name), "Name must not be empty")
            .Require(repeated.Length == 0, $"each system needs a name of its own, but {string.Join(", ", repeated)} occurs several times")
            .Require(BatchSize is >= 1 and <= 65_536, StatisticsOptions.Fault(nameof(BatchSize), "from 1 to 65536", BatchSize))
            .Require(Examples is >= 0 and <= 1_000, StatisticsOptions.Fault(nameof(Examples), "from 0 to 1000", Examples))
            .ThrowIfAny();
    }
}
