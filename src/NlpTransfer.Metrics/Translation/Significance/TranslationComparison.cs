namespace NlpTransfer.Metrics;

/// <summary>
/// Translations of the same lines by several systems, counted once: their scores, and whether they differ from the first, the baseline. Results come in the order of
/// the systems. The draws, the precision and so the p-values are sacrebleu's.
/// </summary>
public sealed class TranslationComparison
{
    private readonly PairedRuns _runs;

    private TranslationComparison(PairedRuns runs) => _runs = runs;

    /// <summary>The scores of the corpora, with what they were computed from.</summary>
    public IReadOnlyList<TranslationScore> Scores => _runs.Scores;

    /// <summary>Counts what the score needs in every line of every system.</summary>
    /// <param name="metric">The score.</param>
    /// <param name="systems">Translations of each system, the baseline's first; at least one system.</param>
    /// <param name="references">Sets of references, as for <see cref="TranslationMetric.Score"/>.</param>
    /// <param name="options">Samples, trials and seed; null for the defaults.</param>
    /// <param name="progress">Told of lines counted.</param>
    /// <param name="cancellationToken">Stops between lines.</param>
    /// <exception cref="BadDataException">Systems or references differ in length, or there are none.</exception>
    /// <exception cref="UsageException">Options out of range.</exception>
    public static TranslationComparison Create(
        TranslationMetric metric,
        IReadOnlyList<IReadOnlyList<string>> systems,
        IReadOnlyList<IReadOnlyList<string?>> references,
        PairedTestOptions? options = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        new(PairedRuns.Create(metric, systems, references, options, progress, cancellationToken));

    /// <summary>Paired bootstrap (Koehn 2004): resamples segments with replacement, the same for all systems; also gives each score its interval.</summary>
    /// <param name="progress">Told of samples scored.</param>
    /// <param name="cancellationToken">Stops between samples.</param>
    public IReadOnlyList<BootstrappedScore> Bootstrap(IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        int samples = _runs.Options.BootstrapSamples;
        string signature = _runs.Signature(FormattableString.Invariant($"bs:{samples}"));
        var results = new List<BootstrappedScore>();
        ScalarArray? baseline = null;
        for (int i = 0; i < _runs.Scores.Count; i++)
        {
            ScalarArray scores = _runs.Resample(i, progress, cancellationToken);
            ScalarArray sorted = scores.Sorted();
            (int low, int high) = (samples / 40, samples - (samples / 40) - 1);
            double? pValue = null;
            if (baseline is not null)
            {
                ScalarArray differences = scores.Differences(baseline);
                pValue = PairedRuns.PValue(differences.CountAbove(_runs.Difference(i), differences.Mean()), samples);
            }

            baseline ??= scores;
            results.Add(new(_runs.Scores[i].Value, sorted.Mean(), sorted.HalfWidth(low, high), sorted[low], sorted[high], pValue, signature));
        }

        return results;
    }

    /// <summary>Paired approximate randomisation (Riezler and Maxwell 2005): swaps segments between system and baseline at random.</summary>
    /// <param name="progress">Told of trials made.</param>
    /// <param name="cancellationToken">Stops between trials.</param>
    public IReadOnlyList<RandomizedScore> Randomize(IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        int trials = _runs.Options.RandomizationTrials;
        string signature = _runs.Signature(FormattableString.Invariant($"ar:{trials}"));
        var results = new List<RandomizedScore>();
        for (int i = 0; i < _runs.Scores.Count; i++)
            results.Add(new(_runs.Scores[i].Value, i == 0 ? null : PairedRuns.PValue(_runs.CountLargerSwaps(i, progress, cancellationToken), trials), signature));
        return results;
    }
}
