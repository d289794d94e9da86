namespace NlpTransfer.Corpora;

/// <summary>What a corpus holds, for <c>corpus stats</c>. Memory grows with the number of different texts (two hashes of 16 bytes each) and groups, not with their length.</summary>
public sealed record CorpusStatistics
{
    /// <summary>How many rows could be used.</summary>
    public required long Rows { get; init; }

    /// <summary>How many rows were left out.</summary>
    public required long Skipped { get; init; }

    /// <summary>How many rows were left out, by reason.</summary>
    public required IReadOnlyDictionary<BadRowReason, long> SkippedByReason { get; init; }

    /// <summary>How many rows each label has, in ordinal order of the labels; rows without one count under the empty string.</summary>
    public required IReadOnlyDictionary<string, long> Labels { get; init; }

    /// <summary>The same for each language and split, in ordinal order.</summary>
    public required IReadOnlyList<CorpusPartStatistics> Parts { get; init; }

    /// <summary>How many different groups the rows name.</summary>
    public required long Groups { get; init; }

    /// <summary>How long the texts are in code points.</summary>
    public required LengthDistribution Characters { get; init; }

    /// <summary>How long the texts are in words, parted by white space.</summary>
    public required LengthDistribution Words { get; init; }

    /// <summary>How many rows repeat an earlier one's text.</summary>
    public required long ExactDuplicates { get; init; }

    /// <summary>How many further rows repeat an earlier one's text but for case, marks, punctuation and white space.</summary>
    public required long NormalizedDuplicates { get; init; }

    /// <summary>Counts a corpus.</summary>
    /// <param name="corpus">The corpus; labels are counted where rows have them.</param>
    /// <param name="progress">Told of rows counted.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="BadDataException">The corpus can't be read.</exception>
    public static async Task<CorpusStatistics> ComputeAsync(TextCorpus corpus, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        var counter = new StatisticsCounter();
        var skipped = new SkippedRows();
        await foreach (CorpusRow row in corpus.ReadAsync(skipped, cancellation).ConfigureAwait(false))
        {
            counter.Add(row);
            if (counter.Rows % 4096 == 0)
                progress?.Report(new WorkProgress("counting", counter.Rows, 0));
        }

        return counter.ToStatistics(skipped);
    }
}
