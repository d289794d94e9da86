namespace NlpTransfer.Metrics;

/// <summary>
/// Whether systems translate differently well than a baseline: paired bootstrap (Koehn 2004) and paired approximate randomisation (Riezler and Maxwell 2005),
/// with the draws, the precision and so the p-values of sacrebleu. Results come in the order of the systems, the baseline first. For scores and tests of
/// the same translations, <see cref="TranslationComparison"/> counts once.
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
        CancellationToken cancellationToken = default) =>
        TranslationComparison.Create(metric, systems, references, options, null, cancellationToken).Bootstrap(null, cancellationToken);

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
        CancellationToken cancellationToken = default) =>
        TranslationComparison.Create(metric, systems, references, options, null, cancellationToken).Randomize(null, cancellationToken);
}
