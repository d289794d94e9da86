namespace NlpTransfer.Evaluation;

/// <summary>A paired comparison of two systems' accuracy on the same rows.</summary>
public sealed record Comparison
{
    /// <summary>The system judged.</summary>
    public required string System { get; init; }

    /// <summary>The system it is judged against.</summary>
    public required string Against { get; init; }

    /// <summary>The language whose rows are compared; null for all rows, or for the average over languages.</summary>
    public string? Language { get; init; }

    /// <summary>
    /// Accuracy of <see cref="System"/> minus accuracy of <see cref="Against"/>, with its interval (<see cref="PairedDifference"/>; resampled by group where
    /// several rows share a group). The interval is that of this comparison alone, the verdict heeds how many were made.
    /// </summary>
    public required Score Difference { get; init; }

    /// <summary>
    /// The two-sided p-value as it stands alone: McNemar's exact test, or a sign-flip permutation test by group where several rows share a group.
    /// </summary>
    public required double RawPValue { get; init; }

    /// <summary>The p-value after Holm's correction over all comparisons of the same family.</summary>
    public double PValue { get; init; }

    /// <summary>What the corrected p-value says.</summary>
    public Verdict Verdict { get; init; }

    /// <summary>
    /// The smallest difference that these rows would show with 80 % power if this were the only comparison, given how often the two systems disagree
    /// (<see cref="DetectableDifference"/>); null where they can show none, or too few rows differ to say.
    /// </summary>
    public double? SmallestDetectable { get; init; }

    /// <summary>The test: <c>mcnemar</c> or <c>permutation by group</c>.</summary>
    public required string Test { get; init; }

    /// <summary>Corrects a family of comparisons for their number and gives each its verdict.</summary>
    internal static Comparison[] Judge(IReadOnlyList<Comparison> family, double level)
    {
        double[] corrected = Holm.Adjust([.. family.Select(c => c.RawPValue)]);
        return [.. family.Select((c, i) => c with { PValue = corrected[i], Verdict = VerdictOf(c.Difference.Value, corrected[i], level) })];
    }

    private static Verdict VerdictOf(double difference, double p, double level) =>
        p >= level || difference == 0 ? Verdict.Undecided : difference > 0 ? Verdict.Helps : Verdict.Hurts;
}
