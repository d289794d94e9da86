using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation;

/// <summary>Scores translations against references: value, interval and signature, and paired comparisons with other systems' translations of the same lines.</summary>
/// <remarks>Neural metrics (COMET, BLEURT, BERTScore) are out of scope: they need models of their own, and few of these know the languages this library is for.</remarks>
public static class TranslationScoring
{
    private const double Level = 0.05;

    /// <summary>Scores a system.</summary>
    /// <param name="system">Its translations, with the name that the report gives it.</param>
    /// <param name="references">Sets of references; a segment may have an empty one where another set has one for it.</param>
    /// <param name="against">Other systems to compare with; null for none.</param>
    /// <param name="options">Scores and tests; null for the defaults.</param>
    /// <param name="progress">Told of lines counted, then of samples and trials.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="BadDataException">Files differ in their number of lines, or a segment has no reference; the message says which and how many.</exception>
    /// <exception cref="UsageException">Options are at fault.</exception>
    public static TranslationScores Run(
        SegmentFile system,
        IReadOnlyList<SegmentFile> references,
        IReadOnlyList<SegmentFile>? against = null,
        TranslationScoringOptions? options = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(references);
        options ??= new TranslationScoringOptions();
        options.Validate();
        SegmentFile[] systems = [system, .. against ?? []];
        SegmentCheck.Require(systems, references);
        var scores = new List<MetricScore>();
        var others = new List<MetricScore>();
        var comparisons = new List<MetricComparison>();
        foreach (TranslationMetric metric in options.Metrics)
        {
            var counted = TranslationComparison.Create(
                metric, [.. systems.Select(s => s.Lines)], [.. references.Select(r => r.Lines)], options.Tests, progress, cancellationToken);
            IReadOnlyList<BootstrappedScore> intervals = counted.Bootstrap(progress, cancellationToken);
            MetricScore[] found = [.. systems.Select((s, i) => Score(metric, s, counted.Scores[i], intervals[i]))];
            scores.Add(found[0]);
            others.AddRange(found[1..]);
            if (found.Length > 1)
                comparisons.AddRange(Compare(options.Method, counted, intervals, found, progress, cancellationToken));
        }

        return new TranslationScores
        {
            System = system.Name,
            Segments = system.Lines.Count,
            References = references.Count,
            Scores = scores,
            Others = others,
            Comparisons = comparisons,
            Warnings = [.. systems.Select(SegmentCheck.Empty).OfType<string>()],
        };
    }

    private static MetricScore Score(TranslationMetric metric, SegmentFile system, TranslationScore score, BootstrappedScore interval) => new(
        TranslationMetrics.KeyOf(metric),
        score.Name,
        system.Name,
        new Score(score.Value, interval.Low, interval.High, system.Lines.Count),
        score.Signature,
        score.ToText(),
        metric.HigherIsBetter);

    private static IEnumerable<MetricComparison> Compare(
        PairedMethod method,
        TranslationComparison counted,
        IReadOnlyList<BootstrappedScore> intervals,
        MetricScore[] scores,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken)
    {
        (string test, (double P, string Signature)[] results) = method == PairedMethod.Bootstrap
            ? ("paired bootstrap", intervals.Skip(1).Select(s => (s.PValue!.Value, s.Signature)).ToArray())
            : ("approximate randomization", counted.Randomize(progress, cancellationToken).Skip(1).Select(s => (s.PValue!.Value, s.Signature)).ToArray());
        double[] adjusted = Holm.Adjust([.. results.Select(r => r.P)]);
        for (int i = 0; i < results.Length; i++)
        {
            MetricScore other = scores[i + 1];
            double difference = scores[0].Score.Value - other.Score.Value;
            bool better = other.HigherIsBetter ? difference > 0 : difference < 0;
            Verdict verdict = adjusted[i] >= Level || difference == 0 ? Verdict.Undecided : better ? Verdict.Helps : Verdict.Hurts;
            yield return new MetricComparison(other, scores[0].System, difference, results[i].P, adjusted[i], verdict, test, results[i].Signature);
        }
    }
}
