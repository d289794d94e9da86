namespace NlpTransfer.Metrics;

/// <summary>Counts of the segments of several systems, and scores of corpora put together from them.</summary>
internal sealed class PairedRuns
{
    private readonly TranslationMetric _metric;
    private readonly double[][][] _counts;
    private readonly string _references;

    private PairedRuns(TranslationMetric metric, double[][][] counts, string references, PairedTestOptions options)
    {
        (_metric, _counts, _references, Options) = (metric, counts, references, options);
        Scores = [.. counts.Select(c => metric.Create(TranslationMetric.Sum(c), references))];
    }

    public PairedTestOptions Options { get; }

    public IReadOnlyList<TranslationScore> Scores { get; }

    public static PairedRuns Create(
        TranslationMetric metric,
        IReadOnlyList<IReadOnlyList<string>> systems,
        IReadOnlyList<IReadOnlyList<string?>> references,
        PairedTestOptions? options,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(systems);
        options ??= new PairedTestOptions();
        options.Validate();
        if (systems.Count == 0)
            throw new BadDataException("there are no systems to compare: give the baseline's translations first");
        int other = Enumerable.Range(0, systems.Count).FirstOrDefault(i => systems[i].Count != systems[0].Count);
        if (other > 0)
            throw new BadDataException($"system {other + 1} has {systems[other].Count} translations and the baseline has {systems[0].Count}: they must translate the same lines");
        var sets = References.Create(systems[0].Count, references);
        return new PairedRuns(metric, [.. systems.Select(s => metric.Count(s, sets, progress, cancellationToken))], sets.Number, options);
    }

    /// <summary>The share of chance results that are as large, the observed one among them, so that it is never 0.</summary>
    public static double PValue(int larger, int trials) => (larger + 1.0) / (trials + 1);

    public string Signature(string resampling) => _metric.Signature(_references, FormattableString.Invariant($"{resampling}|seed:{Options.Seed}|"));

    /// <summary>The absolute difference between a system's score and the baseline's.</summary>
    public double Difference(int system) => Math.Abs(Scores[0].Value - Scores[system].Value);

    /// <summary>A system's scores of resampled corpora, computed in float32; the same segments for each system, drawn anew to keep none of them.</summary>
    public ScalarArray Resample(int system, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        double[][] counts = _counts[system];
        var generator = new NumpyGenerator(Options.Seed);
        var scores = new Scalar[Options.BootstrapSamples];
        var sums = new double[counts[0].Length];
        for (int sample = 0; sample < scores.Length; sample++)
        {
            Step(progress, "resampling", sample, scores.Length, cancellationToken);
            Array.Clear(sums);
            foreach (int segment in generator.Choose(counts.Length, counts.Length))
            {
                for (int k = 0; k < sums.Length; k++)
                    sums[k] = (float)(sums[k] + (float)counts[segment][k]);
            }

            scores[sample] = _metric.Compute(sums, narrow: true);
        }

        return new ScalarArray(scores);
    }

    /// <summary>In how many trials of swapping segments the two mixed systems differ by more than the system and the baseline do; the same swaps for each system.</summary>
    public int CountLargerSwaps(int system, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        double[][] baseline = _counts[0], counts = _counts[system];
        var keeps = new NumpyFlips(new NumpyGenerator(Options.Seed));
        double difference = Difference(system);
        double[] first = new double[counts[0].Length], second = new double[first.Length];
        int larger = 0;
        for (int trial = 0; trial < Options.RandomizationTrials; trial++)
        {
            Step(progress, "swapping", trial, Options.RandomizationTrials, cancellationToken);
            Array.Clear(first);
            Array.Clear(second);
            for (int segment = 0; segment < counts.Length; segment++)
            {
                bool keep = keeps.Next();
                for (int k = 0; k < first.Length; k++)
                {
                    first[k] += (keep ? baseline : counts)[segment][k];
                    second[k] += (keep ? counts : baseline)[segment][k];
                }
            }

            if (Math.Abs(_metric.Compute(first, narrow: false).Value - _metric.Compute(second, narrow: false).Value) > difference)
                larger++;
        }

        return larger;
    }

    private void Step(IProgress<WorkProgress>? progress, string phase, int done, int total, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (done % 256 == 0)
            progress?.Report(new WorkProgress($"{phase} for {_metric.Name}", done, total));
    }
}
