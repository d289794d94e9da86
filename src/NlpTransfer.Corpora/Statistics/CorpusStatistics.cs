namespace NlpTransfer.Corpora;

/// <summary>What a corpus consists of, counted in one pass.</summary>
public sealed record CorpusStatistics
{
    /// <summary>Rows.</summary>
    public long Rows { get; init; }

    /// <summary>Rows by label, the most frequent first; rows without one are left out.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Labels { get; init; } = [];

    /// <summary>Rows by language, the most frequent first; rows of an unknown one are left out.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Languages { get; init; } = [];

    /// <summary>Rows by split, the most frequent first; rows that name none are left out.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Splits { get; init; } = [];

    /// <summary>Distinct groups; 0 where no row names one.</summary>
    public long Groups { get; init; }

    /// <summary>Rows whose text another row before them has already, letter for letter.</summary>
    public long RepeatedTexts { get; init; }

    /// <summary>Characters of all texts, in code points.</summary>
    public long Characters { get; init; }

    /// <summary>Words of all texts: stretches without white space.</summary>
    public long Words { get; init; }

    /// <summary>The longest text, in code points.</summary>
    public long LongestText { get; init; }

    /// <summary>Counts. Memory holds the distinct texts' hashes, labels, languages and groups, not the texts.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<CorpusStatistics> CountAsync(IAsyncEnumerable<CorpusRow> rows, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Dictionary<string, long> labels = [], languages = [], splits = [];
        HashSet<string> groups = [];
        HashSet<UInt128> texts = [];
        long count = 0, repeated = 0, characters = 0, words = 0, longest = 0;
        await foreach (CorpusRow row in rows.WithCancellation(cancellation).ConfigureAwait(false))
        {
            count++;
            Add(labels, row.Label);
            Add(languages, row.Language);
            Add(splits, row.Split);
            if (row.Group is not null)
                groups.Add(row.Group);
            if (!texts.Add(Hash(row.Text)))
                repeated++;
            int length = row.Text.EnumerateRunes().Count();
            characters += length;
            longest = Math.Max(longest, length);
            words += row.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        }

        return new CorpusStatistics
        {
            Rows = count,
            Labels = Sorted(labels),
            Languages = Sorted(languages),
            Splits = Sorted(splits),
            Groups = groups.Count,
            RepeatedTexts = repeated,
            Characters = characters,
            Words = words,
            LongestText = longest,
        };
    }

    private static void Add(Dictionary<string, long> counts, string? key)
    {
        if (!string.IsNullOrEmpty(key))
            counts[key] = counts.GetValueOrDefault(key) + 1;
    }

    private static KeyValuePair<string, long>[] Sorted(Dictionary<string, long> counts) =>
        [.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)];

    // Half of a SHA-256: two of 10^12 texts agree by chance with a probability below 10^-14.
    private static UInt128 Hash(string text) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(
        System.Security.Cryptography.SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(text.AsSpan())));
}
