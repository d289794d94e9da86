namespace NlpTransfer.Remapping;

/// <summary>Gathers the old tokens of one new token: the same one twice is added up, and in the end all weights sum to one.</summary>
internal sealed class OldWeights
{
    private readonly SortedDictionary<int, double> _weights = [];

    /// <summary>Adds a weight of 0 or more.</summary>
    public void Add(int old, double weight)
    {
        if (weight > 0)
            _weights[old] = _weights.GetValueOrDefault(old) + weight;
    }

    /// <summary>Adds a weight in equal parts.</summary>
    public void AddAll(IReadOnlyCollection<int> old, double weight)
    {
        foreach (int token in old)
            Add(token, weight / old.Count);
    }

    /// <summary>The plan's rows by old token; none where nothing was added.</summary>
    public IEnumerable<RemapRow> Rows(int token, string method)
    {
        double sum = _weights.Values.Sum();
        return _weights.Select(entry => new RemapRow(token, entry.Key, (float)(entry.Value / sum), method));
    }
}
