namespace NlpTransfer.Metrics;

/// <summary>
/// A score of translations against references, figure for figure what sacrebleu 2.6.0 computes (Post 2018): <see cref="Bleu"/> and its kin. A corpus' score
/// is computed from sums of counts over its segments, and is no mean of sentences' scores.
/// </summary>
public abstract class TranslationMetric
{
    /// <summary>The release of sacrebleu whose figures these are; part of every signature.</summary>
    public const string SacrebleuVersion = "2.6.0";

    private protected TranslationMetric()
    {
    }

    /// <summary>The score's name: BLEU, chrF2, chrF2++, TER.</summary>
    public abstract string Name { get; }

    /// <summary>Whether more is better, as for all but TER.</summary>
    public virtual bool HigherIsBetter => true;

    /// <summary>The settings as they stand in the signature.</summary>
    private protected abstract string Settings { get; }

    /// <summary>Scores a corpus.</summary>
    /// <param name="hypotheses">The translations; at least one.</param>
    /// <param name="references">One list a set of references, each with an entry a translation; null where a segment has no reference in a set, though each segment needs one.</param>
    /// <param name="cancellationToken">Stops between segments.</param>
    /// <exception cref="BadDataException">There is nothing to score, a set has another number of lines, or a segment has no reference.</exception>
    public abstract TranslationScore Score(
        IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string?>> references, CancellationToken cancellationToken = default);

    /// <summary>Scores one sentence.</summary>
    /// <param name="hypothesis">The translation.</param>
    /// <param name="references">Its references; at least one.</param>
    /// <exception cref="BadDataException">There is no reference.</exception>
    public abstract TranslationScore ScoreSentence(string hypothesis, IReadOnlyList<string> references);

    /// <summary>The counts of one segment that a score is computed from, to be summed over segments.</summary>
    private protected abstract double[] Count(string hypothesis, List<string> references);

    /// <summary>The score from summed counts.</summary>
    /// <param name="sums">The counts.</param>
    /// <param name="narrow">Whether to compute in float32.</param>
    internal abstract Scalar Compute(ReadOnlySpan<double> sums, bool narrow);

    /// <summary>The score of a corpus from its summed counts, with what it was computed from.</summary>
    /// <param name="sums">The counts.</param>
    /// <param name="references">Number of references, or "var".</param>
    internal abstract TranslationScore Create(double[] sums, string references);

    /// <summary>The signature.</summary>
    /// <param name="references">Number of references, or "var".</param>
    /// <param name="resampling">What a paired test adds; may be empty.</param>
    internal string Signature(string references, string resampling = "") => $"nrefs:{references}|{resampling}{Settings}|version:{SacrebleuVersion}";

    /// <summary>The counts of every segment.</summary>
    internal double[][] Count(IReadOnlyList<string> hypotheses, References references, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var counts = new double[hypotheses.Count][];
        for (int i = 0; i < counts.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (i % 64 == 0)
                progress?.Report(new WorkProgress($"counting for {Name}", i, counts.Length));
            counts[i] = Count(hypotheses[i], references.Of(i));
        }

        return counts;
    }

    /// <summary>The sums of counts, in the order of the segments.</summary>
    internal static double[] Sum(double[][] counts)
    {
        var sums = new double[counts[0].Length];
        foreach (double[] row in counts)
        {
            for (int k = 0; k < sums.Length; k++)
                sums[k] += row[k];
        }

        return sums;
    }
}
