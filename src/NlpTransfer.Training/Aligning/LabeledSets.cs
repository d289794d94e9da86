using NlpTransfer.Corpora;
using NlpTransfer.Metrics;

namespace NlpTransfer.Training;

/// <summary>Labelled rows of other tasks, by which a change of vectors is judged.</summary>
internal sealed class LabeledSets
{
    private readonly IReadOnlyList<LanguageRows> _sets;
    private readonly CrossValidationPlan _plan;

    private LabeledSets(IReadOnlyList<LanguageRows> sets, CrossValidationPlan plan) => (_sets, _plan) = (sets, plan);

    /// <summary>Reads them.</summary>
    /// <exception cref="BadDataException">They can't be read.</exception>
    internal static async Task<LabeledSets> ReadAsync(IReadOnlyList<LabeledCorpus> corpora, int folds, ulong seed, CancellationToken cancellation)
    {
        var sets = new List<LanguageRows>();
        foreach (LabeledCorpus corpus in corpora)
            sets.Add(new LanguageRows(corpus.Language ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(corpus.Path)), await corpus.ReadAllAsync(cancellation: cancellation).ConfigureAwait(false)));
        return new LabeledSets(sets, new CrossValidationPlan
        {
            Systems = [new CrossValidatedSystem(ClassifierStrategy.Frozen, WithSources: false)],
            Folds = folds,
            Training = new() { Seed = seed },
        });
    }

    /// <summary>Which rows are classified rightly with an encoder's vectors, an entry a set.</summary>
    /// <exception cref="BadDataException">Rows can't be learnt from, or there are fewer groups than folds.</exception>
    internal async Task<IReadOnlyList<bool[]>> MeasureAsync(EncoderSession session, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        bool[][] right = [.. _sets.Select(set => new bool[set.Rows.Count])];
        // Each set is a task of its own: the folds of one say nothing of another's groups.
        for (int set = 0; set < _sets.Count; set++)
        {
            await foreach (FoldPredictions fold in ClassifierCrossValidation.RunAsync(session, [_sets[set]], [], _plan, progress, cancellation).ConfigureAwait(false))
            {
                for (int i = 0; i < fold.Rows.Count; i++)
                    right[set][fold.Rows[i]] = fold.Labels[fold.Results[i].Best] == _sets[set].Rows[fold.Rows[i]].Label;
            }
        }

        return right;
    }

    /// <summary>Compares two measurements.</summary>
    internal IReadOnlyList<LabeledComparison> Compare(IReadOnlyList<bool[]> before, IReadOnlyList<bool[]>? after) =>
    [
        .. _sets.Select((set, place) => new LabeledComparison(
            set.Language!, Accuracy(before[place]), after is null ? null : Accuracy(after[place]), after is null ? null : McNemar.Count(after[place], before[place]).PValue)),
    ];

    private static Score Accuracy(bool[] right) => WilsonInterval.Score(right.Count(row => row), right.Length);
}
