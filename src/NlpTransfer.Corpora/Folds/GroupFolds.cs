namespace NlpTransfer.Corpora;

/// <summary>
/// Folds that keep groups whole: rows with one <see cref="CorpusRow.Group"/> fall into one fold, in every language. A row without a group is a group of its own,
/// shared with rows whose text is the same but for case, marks, punctuation and white space. Folds are assigned over the union of all corpora's groups, balanced in
/// rows and, as far as groups allow, in labels; the same groups, labels and seed give the same folds, whatever the order of rows and corpora.
/// </summary>
public sealed class GroupFolds
{
    private readonly Dictionary<UInt128, int> _folds;

    private GroupFolds(int count, Dictionary<UInt128, int> folds)
    {
        Count = count;
        _folds = folds;
    }

    /// <summary>How many folds there are.</summary>
    public int Count { get; }

    /// <summary>Assigns the folds.</summary>
    /// <param name="corpora">The rows, one list a language or file.</param>
    /// <param name="count">The number of folds; 2 or more.</param>
    /// <param name="seed">The seed of the shuffle.</param>
    /// <exception cref="UsageException">Fewer than two folds are asked for.</exception>
    /// <exception cref="BadDataException">There are fewer groups than folds.</exception>
    public static GroupFolds Assign(IReadOnlyList<IReadOnlyList<CorpusRow>> corpora, int count, ulong seed)
    {
        if (count < 2)
            throw new UsageException("There must be at least 2 folds.");
        return new GroupFolds(count, Dealing.Deal(corpora, [.. Enumerable.Repeat(1.0 / count, count)], seed, "folds"));
    }

    /// <summary>The fold of a row that may belong to none.</summary>
    /// <param name="row">The row.</param>
    /// <param name="fold">The fold, from 0; 0 where there is none.</param>
    /// <returns>Whether rows of its group were among those that the folds were assigned over.</returns>
    public bool TryFoldOf(CorpusRow row, out int fold) => _folds.TryGetValue(GroupKey.Of(row), out fold);

    /// <summary>The fold of a row, from 0.</summary>
    /// <exception cref="ArgumentException">The row's group was not among those that the folds were assigned over.</exception>
    public int FoldOf(CorpusRow row) => _folds.TryGetValue(GroupKey.Of(row), out int fold)
        ? fold
        : throw new ArgumentException($"The row {CorpusColumns.Where(row)} belongs to no fold; assign the folds over all corpora that are used with them.", nameof(row));
}
