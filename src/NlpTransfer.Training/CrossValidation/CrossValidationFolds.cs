using NlpTransfer.Corpora;
using NlpTransfer.LinearModels;

namespace NlpTransfer.Training;

/// <summary>The rows of each fold: what is held out of every corpus, and what may train.</summary>
internal sealed class CrossValidationFolds
{
    private readonly IReadOnlyList<LabeledRows> _corpora;
    private readonly IReadOnlyList<HashSet<string>> _texts;
    private readonly IReadOnlyList<LabeledRows> _sources;
    private readonly IReadOnlyList<int[]> _sourceFolds;
    private readonly CrossValidationPlan _plan;
    private readonly IReadOnlyList<int[]> _folds;

    private CrossValidationFolds(
        IReadOnlyList<LabeledRows> corpora, IReadOnlyList<LabeledRows> sources, IReadOnlyList<int[]> folds, IReadOnlyList<int[]> sourceFolds, CrossValidationPlan plan)
    {
        (_corpora, _sources, _folds, _sourceFolds, _plan) = (corpora, sources, folds, sourceFolds, plan);
        _texts = [.. corpora.Select(corpus => corpus.Texts.ToHashSet(StringComparer.Ordinal))];
    }

    /// <summary>Assigns the folds over the groups of all corpora.</summary>
    internal static CrossValidationFolds Create(IReadOnlyList<LanguageRows> corpora, IReadOnlyList<LanguageRows> sources, CrossValidationPlan plan)
    {
        GroupFolds assigned = GroupFolds.Assign([.. corpora.Select(corpus => corpus.Rows)], plan.Folds, plan.Training.Seed);
        int[][] folds = [.. corpora.Select(corpus => corpus.Rows.Select(assigned.FoldOf).ToArray())];
        // A source row is tied to a fold by its group, or where it has none by its text.
        int[][] sourceFolds = [.. sources.Select(source => source.Rows.Select(row => assigned.TryFoldOf(row, out int fold) ? fold : -1).ToArray())];
        return new CrossValidationFolds(
            [.. corpora.Select(corpus => ClassifierRows.FromCorpus(corpus.Rows, corpus.Language))],
            [.. sources.Select(source => ClassifierRows.FromCorpus(source.Rows, source.Language))],
            folds,
            sourceFolds,
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
            system.WithSources || !system.WithTarget ? Sources(corpus, fold) : [],
            system.WithTarget ? [] : own.Texts);
    }

    /// <summary>Whether sources hold rows of a corpus itself, so that they are not the same for it as for others.</summary>
    internal bool AreRepeated(int corpus) => _sources.Any(source => source.Texts.Any(_texts[corpus].Contains));

    /// <summary>Rows of the sources that no corpus holds out in a fold, in any language, and that are no rows of the corpus itself: these it has already. A source that has no others is left out.</summary>
    private LabeledRows[] Sources(int corpus, int fold) =>
    [
        .. _sources.Select((source, i) => Select(
            source, [.. Enumerable.Range(0, source.Texts.Count).Where(row => _sourceFolds[i][row] != fold && !_texts[corpus].Contains(source.Texts[row]))]))
            .Where(source => source.Texts.Count > 0),
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
