namespace NlpTransfer.Corpora;

/// <summary>What a corpus of pairs holds, for <c>corpus stats --pairs</c>.</summary>
public sealed record PairStatistics
{
    /// <summary>How many pairs could be read.</summary>
    public required long Pairs { get; init; }

    /// <summary>How many rows could not, by reason.</summary>
    public required IReadOnlyDictionary<BadRowReason, long> SkippedByReason { get; init; }

    /// <summary>The languages of texts and translations, as the first pair names them; null where it names none.</summary>
    public required (string? Source, string? Target) Languages { get; init; }

    /// <summary>Words of the texts, parted by white space.</summary>
    public required LengthDistribution SourceWords { get; init; }

    /// <summary>Words of the translations.</summary>
    public required LengthDistribution TargetWords { get; init; }

    /// <summary>Characters of the texts, in code points.</summary>
    public required LengthDistribution SourceCharacters { get; init; }

    /// <summary>Characters of the translations.</summary>
    public required LengthDistribution TargetCharacters { get; init; }

    /// <summary>How many pairs <see cref="PairCleaner"/> would leave out by its defaults, by reason.</summary>
    public required IReadOnlyDictionary<PairFault, long> Faults { get; init; }

    /// <summary>Counts a corpus.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="progress">Told of pairs counted.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="BadDataException">The corpus can't be read.</exception>
    public static async Task<PairStatistics> ComputeAsync(PairCorpus corpus, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        LengthCounter sourceWords = new(), targetWords = new(), sourceCharacters = new(), targetCharacters = new();
        var cleaner = new PairCleaner();
        var skipped = new SkippedRows();
        (string?, string?)? languages = null;
        long pairs = 0;
        await foreach (TextPair pair in corpus.ReadAsync(skipped, cancellation).ConfigureAwait(false))
        {
            languages ??= (pair.SourceLanguage, pair.TargetLanguage);
            sourceWords.Add(Words(pair.Source));
            targetWords.Add(Words(pair.Target));
            sourceCharacters.Add(pair.Source.EnumerateRunes().Count());
            targetCharacters.Add(pair.Target.EnumerateRunes().Count());
            cleaner.Check(pair);
            if (++pairs % 4096 == 0)
                progress?.Report(new WorkProgress("counting", pairs, 0));
        }

        return new PairStatistics
        {
            Pairs = pairs,
            SkippedByReason = skipped.ByReason,
            Languages = languages ?? default,
            SourceWords = sourceWords.ToDistribution(),
            TargetWords = targetWords.ToDistribution(),
            SourceCharacters = sourceCharacters.ToDistribution(),
            TargetCharacters = targetCharacters.ToDistribution(),
            Faults = cleaner.Dropped,
        };
    }

    private static int Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}
