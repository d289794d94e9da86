namespace NlpTransfer.Metrics;

/// <summary>
/// Whether systems translate differently well than a baseline: paired bootstrap (Koehn 2004) and paired approximate randomisation (Riezler and Maxwell 2005),
/// with the draws, the precision and so the p-values of sacrebleu. Results come in the order of the systems, the baseline first.
/// </summary>
public static class PairedTranslationTest
{
    /// <summary>Resamples segments with replacement, the same for all systems; also gives each score its interval.</summary>
    /// <param name="metric">The score.</param>
    /// <param name="systems">Translations of each system, the baseline's first; at least one system.</param>
    /// <param name="references">Sets of references, as for <see cref="TranslationMetric.Score"/>.</param>
    /// <param name="options">Samples and seed; null for the defaults.</param>
    /// <param name="cancellationToken">Stops between samples.</param>
    /// <exception cref="BadDataException">Systems or references differ in length, or there are none.</exception>
    /// <exception cref="UsageException">Options out of range.</exception>
    public static IReadOnlyList<BootstrappedScore> Bootstrap(
        TranslationMetric metric,
        IReadOnlyList<IReadOnlyList<string>> systems,
        IReadOnlyList<IReadOnlyList<string?>> references,
        PairedTestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var runs = PairedRuns.Create(metric, systems, references, options, cancellationToken);
        int segments = systems[0].Count, samples = runs.Options.BootstrapSamples;
        var generator = new NumpyGenerator(runs.Options.Seed);
        int[][] drawn = [.. Enumerable.Range(0, samples).Select(_ => generator.Choose(segments, segments))];
        string signature = runs.Signature(FormattableString.Invariant($"bs:{samples}"));
        var results = new List<BootstrappedScore>();
        ScalarArray? baseline = null;
        for (int i = 0; i < systems.Count; i++)
        {
            ScalarArray scores = runs.Resample(i, drawn, cancellationToken);
            ScalarArray sorted = scores.Sorted();
            (int low, int high) = (samples / 40, samples - (samples / 40) - 1);
            double? pValue = null;
            if (baseline is not null)
            {
                ScalarArray differences = scores.Differences(baseline);
                pValue = PairedRuns.PValue(differences.CountAbove(runs.Difference(i), differences.Mean()), samples);
            }

            baseline ??= scores;
            results.Add(new(runs.Value(i), sorted.Mean(), sorted.HalfWidth(low, high), sorted[low], sorted[high], pValue, signature));
        }

        return results;
    }

    /// <summary>Swaps segments between system and baseline at random.</summary>
    /// <param name="metric">The score.</param>
    /// <param name="systems">Translations of each system, the baseline's first; at least one system.</param>
    /// <param name="references">Sets of references, as for <see cref="TranslationMetric.Score"/>.</param>
    /// <param name="options">Trials and seed; null for the defaults.</param>
    /// <param name="cancellationToken">Stops between trials.</param>
    /// <exception cref="BadDataException">Systems or references differ in length, or there are none.</exception>
    /// <exception cref="UsageException">Options out of range.</exception>
    public static IReadOnlyList<RandomizedScore> Randomize(
        TranslationMetric metric,
        IReadOnlyList<IReadOnlyList<string>> systems,
        IReadOnlyList<IReadOnlyList<string?>> references,
        PairedTestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var runs = PairedRuns.Create(metric, systems, references, options, cancellationToken);
        int trials = runs.Options.RandomizationTrials;
        bool[] keeps = new NumpyGenerator(runs.Options.Seed).Flip(checked(trials * systems[0].Count));
        string signature = runs.Signature(FormattableString.Invariant($"ar:{trials}"));
        var results = new List<RandomizedScore>();
        for (int i = 0; i < systems.Count; i++)
            results.Add(new(runs.Value(i), i == 0 ? null : PairedRuns.PValue(runs.CountLargerSwaps(i, keeps, cancellationToken), trials), signature));
        return results;
    }
}
