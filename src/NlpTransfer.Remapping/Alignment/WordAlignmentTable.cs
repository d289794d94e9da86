namespace NlpTransfer.Remapping;

/// <summary>What the tokens of a new vocabulary are aligned with in translated text.</summary>
public sealed class WordAlignmentTable
{
    private readonly SortedDictionary<string, IReadOnlyList<AlignedToken>> _rows = new(StringComparer.Ordinal);

    /// <summary>Makes a table.</summary>
    /// <param name="rows">For each new token, as it stands in the new vocabulary, the old ones that it is aligned with; no new token twice.</param>
    /// <exception cref="UsageException">A new token stands there twice, or a weight is not a number above 0.</exception>
    public WordAlignmentTable(IEnumerable<(string Target, IReadOnlyList<AlignedToken> Sources)> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach ((string target, IReadOnlyList<AlignedToken> sources) in rows)
        {
            if (!_rows.TryAdd(target, sources))
                throw new UsageException($"The token '{target}' stands in the alignment table twice; put what it is aligned with together.");
            if (sources.Any(source => !(source.Weight > 0 && double.IsFinite(source.Weight))))
                throw new UsageException($"An alignment of the token '{target}' has a weight that is not a number above 0; leave it out.");
        }
    }

    /// <summary>The new tokens that have an alignment, in ordinal order.</summary>
    public IReadOnlyCollection<string> Targets => _rows.Keys;

    /// <summary>The old tokens that a new one is aligned with; empty for none.</summary>
    /// <param name="target">The new token, as it stands in the new vocabulary.</param>
    public IReadOnlyList<AlignedToken> this[string target] => _rows.TryGetValue(target, out IReadOnlyList<AlignedToken>? sources) ? sources : [];
}
