using NlpTransfer.Corpora;
using NlpTransfer.Evaluation;
using NlpTransfer.Training;

namespace NlpTransfer.Cli.Commands.Classify;

/// <summary>Runs a cross-validation and pools what each system said of every row.</summary>
internal sealed class PooledFolds
{
    private readonly Dictionary<string, double> _seconds = new(StringComparer.Ordinal);

    private PooledFolds(IReadOnlyList<CorpusRow> rows) => Rows = rows;

    /// <summary>The rows of all corpora, one corpus after the other.</summary>
    internal IReadOnlyList<CorpusRow> Rows { get; }

    /// <summary>Predictions of each system, in the plan's order.</summary>
    internal IReadOnlyList<SystemPredictions> Systems { get; private set; } = [];

    /// <summary>How the trainings kept to their memory; null where no layers trained.</summary>
    internal MemoryUse? Memory { get; private init; }

    /// <summary>Time that a system took over all folds, training and predicting.</summary>
    internal double Seconds(string system) => _seconds[system];

    /// <summary>Runs all folds.</summary>
    /// <param name="model">The encoder; null where no system needs one.</param>
    /// <param name="corpora">Rows that are held out in folds.</param>
    /// <param name="sources">Rows of other languages.</param>
    /// <param name="plan">Systems and folds.</param>
    /// <param name="progress">Told of every phase.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <param name="naming">What a system's predictions are called; null for the system's own name.</param>
    internal static async Task<PooledFolds> RunAsync(
        ModelFolder? model,
        IReadOnlyList<LanguageRows> corpora,
        IReadOnlyList<LanguageRows> sources,
        CrossValidationPlan plan,
        IProgress<WorkProgress> progress,
        CancellationToken cancellation,
        Func<CrossValidatedSystem, string>? naming = null)
    {
        var folds = new List<FoldPredictions>();
        await foreach (FoldPredictions fold in ClassifierCrossValidation.RunAsync(model, corpora, sources, plan, progress, cancellation))
            folds.Add(fold);
        return Of(corpora, folds, naming);
    }

    /// <summary>Pools folds that were run.</summary>
    /// <param name="corpora">Rows that were held out in folds.</param>
    /// <param name="folds">All folds of all systems.</param>
    /// <param name="naming">As above.</param>
    internal static PooledFolds Of(IReadOnlyList<LanguageRows> corpora, IReadOnlyList<FoldPredictions> folds, Func<CrossValidatedSystem, string>? naming = null)
    {
        var pooled = new PooledFolds([.. corpora.SelectMany(corpus => corpus.Rows.Select(row => row with { Language = corpus.Language ?? row.Language }))]) { Memory = Join(folds.Select(fold => fold.Memory)) };
        int[] offsets = [.. corpora.Select((_, i) => corpora.Take(i).Sum(corpus => corpus.Rows.Count))];
        CrossValidatedSystem[] systems = [.. folds.Select(fold => fold.System).Distinct()];
        var pools = systems.ToDictionary(system => system, system => new PredictionPool(Name(system), pooled.Rows.Count));
        foreach (FoldPredictions fold in folds)
        {
            pools[fold.System].Add([.. fold.Rows.Select(row => offsets[fold.Corpus] + row)], fold.Labels, fold.Results);
            string name = Name(fold.System);
            pooled._seconds[name] = pooled._seconds.GetValueOrDefault(name) + fold.Seconds;
        }

        pooled.Systems = [.. systems.Select(system => pools[system].ToPredictions())];
        return pooled;

        string Name(CrossValidatedSystem system) => naming?.Invoke(system) ?? system.Name;
    }

    /// <summary>The systems of several runs over the same rows, one run after the other.</summary>
    /// <param name="runs">At least one; no two systems have the same name.</param>
    internal static PooledFolds Join(IReadOnlyList<PooledFolds> runs)
    {
        var joined = new PooledFolds(runs[0].Rows) { Systems = [.. runs.SelectMany(run => run.Systems)], Memory = Join(runs.Select(run => run.Memory)) };
        foreach ((string name, double seconds) in runs.SelectMany(run => run._seconds))
            joined._seconds.Add(name, seconds);
        return joined;
    }

    private static MemoryUse? Join(IEnumerable<MemoryUse?> uses) => uses.OfType<MemoryUse>().Aggregate((MemoryUse?)null, MemoryUse.Join);
}
