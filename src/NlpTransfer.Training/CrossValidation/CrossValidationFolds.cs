using NlpTransfer.Corpora;
using NlpTransfer.LinearModels;

namespace NlpTransfer.Training;

/// <summary>The rows of each fold: what is held out of every corpus, and what may train.</summary>
internal sealed class CrossValidationFolds
{
    private readonly IReadOnlyList<LabeledRows> _corpora;
    private readonly IReadOnlyList<LabeledRows> _sources;
    private readonly CrossValidationPlan _plan;
    private readonly IReadOnlyList<int[]> _folds;
    private readonly Dictionary<string, int> _foldOfGroup;

    private CrossValidationFolds(IReadOnlyList<LabeledRows> corpora, IReadOnlyList<LabeledRows> sources, IReadOnlyList<int[]> folds, Dictionary<string, int> foldOfGroup, CrossValidationPlan plan) =>
        (_corpora, _sources, _folds, _foldOfGroup, _plan) = (corpora, sources, folds, foldOfGroup, plan);

    /// <summary>Assigns the folds over the groups of all corpora.</summary>
    internal static CrossValidationFolds Create(IReadOnlyList<LanguageRows> corpora, IReadOnlyList<LanguageRows> sources, CrossValidationPlan plan)
    {
        GroupFolds assigned = GroupFolds.Assign([.. corpora.Select(corpus => corpus.Rows)], plan.Folds, plan.Training.Seed);
        int[][] folds = [.. corpora.Select(corpus => corpus.Rows.Select(assigned.FoldOf).ToArray())];
        var foldOfGroup = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((CorpusRow row, int fold) in corpora.Zip(folds).SelectMany(pair => pair.First.Rows.Zip(pair.Second)))
        {
            if (!string.IsNullOrEmpty(row.Group))
                foldOfGroup[row.Group] = fold;
        }

        return new CrossValidationFolds(
            [.. corpora.Select(corpus => ClassifierRows.FromCorpus(corpus.Rows, corpus.Language))],
            [.. sources.Select(source => ClassifierRows.FromCorpus(source.Rows, source.Language))],
            folds,
            foldOfGroup,
            plan);
    }

    /// <summary>Rows of a corpus that a fold holds out.</summary>
    internal int[] HeldOut(int corpus, int fold) => [.. Enumerable.Range(0, _folds[corpus].Length).Where(row => _folds[corpus][row] == fold)];

    /// <summary>What a system may learn from in a fold.</summary>
    internal ClassifierRows Training(CrossValidatedSystem system, int corpus, int fold)
    {
        LabeledRows own = Select(_corpora[corpus], [.. Enumerable.Range(0, _folds[corpus].Length).Where(row => _folds[corpus][row] != fold)]);
        LabeledRows labelled = _plan.RowsPerLabel is { } few ? DrawFew(own, few, corpus, fold) : own;
        return new ClassifierRows(
            system.WithTarget ? labelled : null,
            system.WithSources || !system.WithTarget ? Sources(fold) : [],
            system.WithTarget ? [] : own.Texts);
    }

    /// <summary>Rows of the sources whose group no corpus holds out in a fold.</summary>
    internal IReadOnlyList<LabeledRows> Sources(int fold) =>
    [
        .. _sources.Select(source => Select(source, [.. Enumerable.Range(0, source.Texts.Count).Where(row => !(_foldOfGroup.TryGetValue(source.Groups![row], out int of) && of == fold))])),
    ];

    private LabeledRows DrawFew(LabeledRows rows, int few, int corpus, int fold)
    {
        int[] order = new CounterRandom(_plan.Training.Seed, $"few labels.{corpus}", (ulong)fold).Permutation(rows.Texts.Count);
        var taken = new Dictionary<string, int>(StringComparer.Ordinal);
        var kept = new List<int>();
        foreach (int row in order)
        {
            int count = taken.GetValueOrDefault(rows.Labels[row]);
            if (count >= few)
                continue;
            taken[rows.Labels[row]] = count + 1;
            kept.Add(row);
        }

        kept.Sort();
        return Select(rows, kept);
    }

    private static LabeledRows Select(LabeledRows rows, IReadOnlyList<int> places) => rows with
    {
        Texts = [.. places.Select(row => rows.Texts[row])],
        Labels = [.. places.Select(row => rows.Labels[row])],
        Groups = [.. places.Select(row => rows.Groups![row])],
    };
}
