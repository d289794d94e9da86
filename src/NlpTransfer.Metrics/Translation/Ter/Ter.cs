namespace NlpTransfer.Metrics;

/// <summary>TER (Snover et al. 2006): edits per reference word, where moving a run of words is one edit; lower is better. As Tercom and sacrebleu compute it.</summary>
public sealed class Ter : TranslationMetric
{
    private readonly TerOptions _options;

    /// <summary>Prepares the score.</summary>
    /// <param name="options">How it is computed; null for sacrebleu's defaults.</param>
    /// <exception cref="UsageException">Options that do not fit together.</exception>
    public Ter(TerOptions? options = null)
    {
        _options = options ?? new TerOptions();
        _options.Validate();
    }

    /// <inheritdoc/>
    public override string Name => "TER";

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    private protected override string Settings =>
        $"case:{(_options.CaseSensitive ? "mixed" : "lc")}|tok:tercom|norm:{(_options.Normalized ? "yes" : "no")}|punct:{(_options.NoPunctuation ? "no" : "yes")}|asian:{(_options.AsianSupport ? "yes" : "no")}";

    /// <inheritdoc/>
    public override TerScore Score(
        IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string?>> references, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(hypotheses);
        return Score(hypotheses, References.Create(hypotheses.Count, references), cancellationToken);
    }

    /// <inheritdoc/>
    public override TerScore ScoreSentence(string hypothesis, IReadOnlyList<string> references) =>
        Score([hypothesis], References.OfSentence(references), CancellationToken.None);

    internal override Scalar Compute(ReadOnlySpan<double> sums, bool narrow)
    {
        if (sums[1] > 0)
            return 100 * (new Scalar(sums[0], narrow) / new Scalar(sums[1], narrow));
        // Without a reference word, any word is all wrong.
        return sums[0] > 0 ? 100 : 0;
    }

    internal override TerScore Create(double[] sums, string references) =>
        new(Compute(sums, narrow: false).Value, Signature(references)) { Edits = (long)sums[0], ReferenceLength = sums[1] };

    /// <summary>The edits to the reference that needs fewest, and the mean length of the references.</summary>
    private protected override double[] Count(string hypothesis, List<string> references)
    {
        var index = new NgramIndex();
        int[] words = index.Units(TerWords.Of(hypothesis, _options));
        int fewest = int.MaxValue;
        long length = 0;
        foreach (string reference in references)
        {
            int[] its = index.Units(TerWords.Of(reference, _options));
            fewest = Math.Min(fewest, ShiftSearch.Edits(words, its));
            length += its.Length;
        }

        return [fewest, (double)length / references.Count];
    }

    private TerScore Score(IReadOnlyList<string> hypotheses, References references, CancellationToken cancellationToken) =>
        Create(Sum(Count(hypotheses, references, null, cancellationToken)), references.Number);
}
