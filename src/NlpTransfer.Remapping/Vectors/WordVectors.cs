namespace NlpTransfer.Remapping;

/// <summary>Vectors of the words of one language, with how often each word occurred.</summary>
public sealed class WordVectors
{
    private readonly Dictionary<string, int> _places;
    private readonly float[] _values;
    private readonly long[] _counts;

    /// <summary>Takes over a matrix.</summary>
    /// <param name="words">The words, none twice.</param>
    /// <param name="counts">How often each occurred; 1 or more.</param>
    /// <param name="dimension">Numbers a vector; 1 or more.</param>
    /// <param name="values">The vectors one after the other, <c>[words, dimension]</c>; kept, not copied.</param>
    /// <exception cref="UsageException">The lengths do not fit together, or a word stands there twice.</exception>
    public WordVectors(IReadOnlyList<string> words, IReadOnlyList<long> counts, int dimension, float[] values)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(values);
        if (dimension < 1 || counts.Count != words.Count || values.Length != (long)dimension * words.Count)
        {
            throw new UsageException($"{words.Count} words, {counts.Count} counts and {values.Length} numbers for vectors of {dimension} do not fit together; " +
                "give a count and a vector for each word, and a dimension of at least 1.");
        }

        _places = new Dictionary<string, int>(words.Count, StringComparer.Ordinal);
        for (int place = 0; place < words.Count; place++)
        {
            if (!_places.TryAdd(words[place], place))
                throw new UsageException($"The word '{words[place]}' has two vectors; give one for each.");
        }

        (Words, _counts, Dimension, _values) = ([.. words], [.. counts], dimension, values);
    }

    /// <summary>Numbers a vector.</summary>
    public int Dimension { get; }

    /// <summary>The words, in the order given: usually the most frequent first.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The place of a word in <see cref="Words"/>; -1 where it has no vector.</summary>
    /// <param name="word">The word, as it was written.</param>
    public int PlaceOf(string word) => _places.GetValueOrDefault(word, -1);

    /// <summary>How often a word occurred.</summary>
    /// <param name="place">Its place in <see cref="Words"/>.</param>
    public long CountOf(int place) => _counts[place];

    /// <summary>The vector of a word, <see cref="Dimension"/> numbers.</summary>
    /// <param name="place">Its place in <see cref="Words"/>.</param>
    public ReadOnlySpan<float> VectorOf(int place) => _values.AsSpan(place * Dimension, Dimension);

    /// <summary>Finds a word's vector and count.</summary>
    /// <param name="word">The word, as it was written.</param>
    /// <param name="vector">Its vector; empty where it has none.</param>
    /// <param name="count">How often it occurred; 0 where it has no vector.</param>
    /// <returns>Whether it has a vector.</returns>
    public bool TryGet(string word, out ReadOnlySpan<float> vector, out long count)
    {
        int place = PlaceOf(word);
        vector = place < 0 ? default : VectorOf(place);
        count = place < 0 ? 0 : _counts[place];
        return place >= 0;
    }
}
