namespace NlpTransfer.Corpora;

/// <summary>Test pairs that training has seen on either side.</summary>
/// <param name="Source">Texts that are known.</param>
/// <param name="Target">Translations that are known.</param>
public sealed record PairLeakage(OverlapReport Source, OverlapReport Target)
{
    /// <summary>How many pairs were checked.</summary>
    public int Checked => Source.Checked;

    /// <summary>How many pairs are known on either side.</summary>
    public int Pairs => Source.Overlaps.Concat(Target.Overlaps).Select(overlap => overlap.Row).Distinct().Count();

    /// <summary>Looks for the texts and translations of test pairs in those of training pairs, whichever side they stand on there: a corpus turned round leaks as much.</summary>
    /// <param name="training">The training pairs, development pairs included.</param>
    /// <param name="test">The test pairs.</param>
    /// <param name="options">What counts as near; null for the defaults.</param>
    /// <param name="progress">Told of pairs checked.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="UsageException">The options are at fault.</exception>
    public static PairLeakage Find(
        IEnumerable<TextPair> training, IReadOnlyList<TextPair> test, LeakageIndexOptions? options = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(training);
        return Find(LeakageIndex.Build(training.SelectMany(pair => new[] { new CorpusRow(pair.Source), new CorpusRow(pair.Target) })), test, options, progress, cancellation);
    }

    /// <summary>Looks for the texts and translations of test pairs in an index of what was trained on.</summary>
    /// <param name="known">What was trained on.</param>
    /// <param name="test">The test pairs.</param>
    /// <param name="options">What counts as near; null for the defaults.</param>
    /// <param name="progress">Told of pairs checked.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="UsageException">The options are at fault.</exception>
    public static PairLeakage Find(
        LeakageIndex known, IReadOnlyList<TextPair> test, LeakageIndexOptions? options = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(test);
        return new PairLeakage(
            known.Check([.. test.Select(pair => new CorpusRow(pair.Source) { Position = pair.Position })], options, progress, cancellation),
            known.Check([.. test.Select(pair => new CorpusRow(pair.Target) { Position = pair.Position })], options, progress, cancellation));
    }
}
