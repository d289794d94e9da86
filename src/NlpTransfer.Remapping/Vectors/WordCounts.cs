namespace NlpTransfer.Remapping;

/// <summary>
/// Counts the words of a text in bounded memory: whenever there are too many different ones, those that occurred least are forgotten, as fastText does.
/// </summary>
internal sealed class WordCounts(int capacity = WordCounts.DefaultCapacity)
{
    public const int DefaultCapacity = 8_000_000;

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private long _forgotten = 1;

    /// <summary>Words read, those without a vector too.</summary>
    public long Total { get; private set; }

    /// <summary>Counts the words of a text.</summary>
    public void Add(string text, IReadOnlyList<Range> words)
    {
        Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> counts = _counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (Range word in words)
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, text.AsSpan(word), out _)++;
        Total += words.Count;
        while (_counts.Count > capacity)
        {
            foreach (string rare in _counts.Where(pair => pair.Value <= _forgotten).Select(pair => pair.Key).ToArray())
                _counts.Remove(rare);
            _forgotten++;
        }
    }

    /// <summary>The words that occurred often enough, the most frequent first, equally frequent ones in ordinal order.</summary>
    public List<KeyValuePair<string, long>> Frequent(int minimumCount, int maximumWords) =>
        [.. _counts.Where(pair => pair.Value >= minimumCount).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(maximumWords)];
}
