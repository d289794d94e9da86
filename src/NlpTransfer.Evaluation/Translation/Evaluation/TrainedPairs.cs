using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation;

/// <summary>What is known of the pairs that a translator was trained on.</summary>
public sealed class TrainedPairs
{
    private TrainedPairs(LeakageIndex? index, IReadOnlyList<string> files, string? reason, IReadOnlyList<string> missing) =>
        (Index, Files, Reason, Missing) = (index, files, reason, missing);

    /// <summary>Their texts on both sides; null where nobody knows them.</summary>
    public LeakageIndex? Index { get; }

    /// <summary>The files they were read from, by their names alone.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Why nobody knows them, as the beginning of a sentence; null where they are known.</summary>
    public string? Reason { get; }

    /// <summary>Files that were trained on and are not at hand, so that they were not checked.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Nobody knows the pairs.</summary>
    /// <param name="reason">Why, as the beginning of a sentence.</param>
    public static TrainedPairs Unknown(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new TrainedPairs(null, [], reason, []);
    }

    /// <summary>Pairs in memory.</summary>
    /// <param name="pairs">The pairs.</param>
    public static TrainedPairs Of(IEnumerable<TextPair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return new TrainedPairs(LeakageIndex.Build(pairs.SelectMany(BothSides)), ["pairs in memory"], null, []);
    }

    /// <summary>Reads pairs; bad rows are left out.</summary>
    /// <param name="corpora">The corpora, at least one.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="BadDataException">A file can't be read.</exception>
    public static Task<TrainedPairs> ReadAsync(IReadOnlyList<PairCorpus> corpora, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(corpora);
        return ReadAsync(corpora, [], cancellationToken);
    }

    /// <summary>Looks for the files that a model's provenance names, by name and content, so that what lies there is what was trained on.</summary>
    /// <param name="provenance">What made the model; null where it does not say.</param>
    /// <param name="folders">Where to look.</param>
    /// <param name="options">How the files are read; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The pairs, or why nobody knows them. Never throws for a file that is not there.</returns>
    public static async Task<TrainedPairs> FindAsync(
        Provenance? provenance, IReadOnlyList<string> folders, PairReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(folders);
        if (provenance is null)
            return Unknown($"the model folder has no {Provenance.FileName} that says what it was trained on");
        TrainedFile[] named = [.. provenance.Inputs.Select(input => TrainedFile.Find(input, folders)).OfType<TrainedFile>()];
        if (named.Length == 0)
            return Unknown($"the model's {Provenance.FileName} names no pairs it was trained on");
        string[] missing = [.. named.Where(file => file.Path is null).Select(file => file.Name)];
        if (missing.Length == named.Length)
            return Unknown($"{string.Join(", ", missing)}, which the model was trained on, {(missing.Length == 1 ? "is" : "are")} not at hand with the content {(missing.Length == 1 ? "it" : "they")} had");
        try
        {
            return await ReadAsync(TrainedFile.Open([.. named], (options ?? new PairReadOptions()) with { SkipBadRows = true }), missing, cancellationToken).ConfigureAwait(false);
        }
        catch (BadDataException fault)
        {
            return Unknown($"the pairs that the model was trained on can't be read ({fault.Message.TrimEnd('.')})");
        }
    }

    private static async Task<TrainedPairs> ReadAsync(IReadOnlyList<PairCorpus> corpora, IReadOnlyList<string> missing, CancellationToken cancellationToken)
    {
        LeakageIndex index = await Task.Run(
            () => LeakageIndex.Build(corpora.SelectMany(corpus => corpus.ReadAsync(null, cancellationToken).ToBlockingEnumerable(cancellationToken)).SelectMany(BothSides)),
            cancellationToken).ConfigureAwait(false);
        string[] files = [.. corpora.SelectMany(corpus => corpus.Files.Count > 0 ? corpus.Files.Select(file => System.IO.Path.GetFileName(file)) : [corpus.Path])];
        return new TrainedPairs(index, files, null, missing);
    }

    private static IEnumerable<CorpusRow> BothSides(TextPair pair) => [new CorpusRow(pair.Source), new CorpusRow(pair.Target)];
}
