namespace NlpTransfer.Training;

/// <summary>
/// Keeps a number of texts of a stream of any length, each once: those whose hashes, keyed by the seed, are smallest. Which are kept depends on the texts and the seed, not on
/// their order.
/// </summary>
/// <param name="capacity">Texts that are kept at most.</param>
/// <param name="seed">The run's seed.</param>
internal sealed class TextSample(int capacity, ulong seed)
{
    private readonly SortedSet<(ulong Key, string Text)> _kept = new(Comparer<(ulong Key, string Text)>.Create(
        (one, two) => one.Key != two.Key ? one.Key.CompareTo(two.Key) : string.CompareOrdinal(one.Text, two.Text)));

    /// <summary>The kept texts in the order of their hashes, which is random.</summary>
    internal IReadOnlyList<string> Texts => [.. _kept.Select(pair => pair.Text)];

    /// <summary>Takes a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hashed">What is hashed; null for the text itself.</param>
    internal void Add(string text, string? hashed = null)
    {
        ulong key = new CounterRandom(seed, "sample." + (hashed ?? text)).NextUInt64();
        if (_kept.Count == capacity && key > _kept.Max.Key)
            return;
        _kept.Add((key, text));
        if (_kept.Count > capacity)
            _kept.Remove(_kept.Max);
    }
}
