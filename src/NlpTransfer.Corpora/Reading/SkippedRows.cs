namespace NlpTransfer.Corpora;

/// <summary>Counts the rows that were left out because they could not be used, by reason, and remembers the first of each.</summary>
public sealed class SkippedRows
{
    private readonly SortedDictionary<BadRowReason, (long Count, RowPosition First)> _reasons = [];

    /// <summary>How many rows were left out.</summary>
    public long Total => _reasons.Values.Sum(r => r.Count);

    /// <summary>How many rows were left out for each reason that occurred, in the order of the reasons.</summary>
    public IReadOnlyDictionary<BadRowReason, long> ByReason => _reasons.ToDictionary(r => r.Key, r => r.Value.Count);

    /// <summary>Where the first row with each reason stands.</summary>
    public IReadOnlyDictionary<BadRowReason, RowPosition> FirstByReason => _reasons.ToDictionary(r => r.Key, r => r.Value.First);

    /// <summary>Counts one row.</summary>
    /// <param name="reason">Why it can't be used.</param>
    /// <param name="position">Where it stands.</param>
    public void Add(BadRowReason reason, RowPosition position)
    {
        (long count, RowPosition first) = _reasons.GetValueOrDefault(reason, (0, position));
        _reasons[reason] = (count + 1, first);
    }
}
