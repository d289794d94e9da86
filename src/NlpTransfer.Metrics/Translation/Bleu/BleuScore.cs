namespace NlpTransfer.Metrics;

/// <summary>A BLEU score with what it was computed from.</summary>
public sealed record BleuScore : TranslationScore
{
    internal BleuScore(double value, string signature)
        : base("BLEU", value, signature)
    {
    }

    /// <summary>Matching n-grams of each order; with add-k smoothing what it added is included.</summary>
    public required IReadOnlyList<double> Counts { get; init; }

    /// <summary>The translation's n-grams of each order; with add-k smoothing what it added is included.</summary>
    public required IReadOnlyList<double> Totals { get; init; }

    /// <summary>Precision of each order, 0 to 100, smoothed.</summary>
    public required IReadOnlyList<double> Precisions { get; init; }

    /// <summary>What a translation shorter than its references loses: the factor, 1 where it is not shorter.</summary>
    public required double BrevityPenalty { get; init; }

    /// <summary>Words of the translation.</summary>
    public required long HypothesisLength { get; init; }

    /// <summary>Words of the references, of each segment's the one nearest in length.</summary>
    public required long ReferenceLength { get; init; }

    private protected override string Details
    {
        get
        {
            string precisions = string.Join('/', Precisions.Select(static p => FixedText.Format(p, 1)));
            double ratio = ReferenceLength == 0 ? 0 : (double)HypothesisLength / ReferenceLength;
            return $"{precisions} (BP = {FixedText.Format(BrevityPenalty, 3)} ratio = {FixedText.Format(ratio, 3)} hyp_len = {HypothesisLength} ref_len = {ReferenceLength})";
        }
    }
}
