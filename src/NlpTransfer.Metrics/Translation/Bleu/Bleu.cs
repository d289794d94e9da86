namespace NlpTransfer.Metrics;

/// <summary>BLEU (Papineni et al. 2002): the geometric mean of n-gram precisions, times a penalty for translations shorter than their references.</summary>
public sealed class Bleu : TranslationMetric
{
    private readonly BleuOptions _options;

    /// <summary>Prepares the score.</summary>
    /// <param name="options">How it is computed; null for sacrebleu's defaults.</param>
    /// <exception cref="UsageException">Options out of range.</exception>
    public Bleu(BleuOptions? options = null)
    {
        _options = options ?? new BleuOptions();
        _options.Validate();
    }

    /// <inheritdoc/>
    public override string Name => "BLEU";

    private protected override string Settings
    {
        get
        {
            string tokenizer = _options.Tokenizer switch
            {
                BleuTokenizer.V13a => "13a",
                BleuTokenizer.International => "intl",
                BleuTokenizer.Characters => "char",
                BleuTokenizer.Chinese => "zh",
                _ => "none",
            };
            string smoothing = _options.Smoothing switch
            {
                BleuSmoothing.Exponential => "exp",
                BleuSmoothing.Floor => $"floor[{FixedText.Format(_options.Smoother, 2)}]",
                BleuSmoothing.AddK => $"add-k[{FixedText.Format(_options.Smoother, 2)}]",
                _ => "none",
            };
            return $"case:{(_options.LowerCase ? "lc" : "mixed")}|eff:{(_options.EffectiveOrder ? "yes" : "no")}|tok:{tokenizer}|smooth:{smoothing}";
        }
    }

    /// <inheritdoc/>
    public override BleuScore Score(
        IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string?>> references, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(hypotheses);
        return Score(hypotheses, References.Create(hypotheses.Count, references), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Sentences should be scored with <see cref="BleuOptions.EffectiveOrder"/>.</remarks>
    public override BleuScore ScoreSentence(string hypothesis, IReadOnlyList<string> references) =>
        Score([hypothesis], References.OfSentence(references), CancellationToken.None);

    internal override Scalar Compute(ReadOnlySpan<double> sums, bool narrow) => new BleuFormula(_options, sums, narrow).Score;

    internal override BleuScore Create(double[] sums, string references)
    {
        var formula = new BleuFormula(_options, sums, narrow: false);
        return new BleuScore(formula.Score.Value, Signature(references))
        {
            Counts = formula.Counts,
            Totals = formula.Totals,
            Precisions = formula.Precisions,
            BrevityPenalty = formula.BrevityPenalty,
            HypothesisLength = formula.HypothesisLength,
            ReferenceLength = formula.ReferenceLength,
        };
    }

    private protected override double[] Count(string hypothesis, List<string> references)
    {
        int orders = _options.MaxOrder;
        var index = new NgramIndex();
        int[] words = Words(hypothesis, index);
        Dictionary<int, int>[] counts = index.Count(words, orders);
        var merged = new Dictionary<int, int>[orders];
        int nearest = -1;
        foreach (string reference in references)
        {
            int[] its = Words(reference, index);
            nearest = Nearest(words.Length, nearest, its.Length);
            Merge(merged, index.Count(its, orders));
        }

        var row = new double[2 + (2 * orders)];
        (row[0], row[1]) = (words.Length, nearest);
        for (int n = 0; n < orders; n++)
        {
            row[2 + n] = NgramIndex.Matches(counts[n], merged[n]);
            row[2 + orders + n] = Math.Max(0, words.Length - n);
        }

        return row;
    }

    private BleuScore Score(IReadOnlyList<string> hypotheses, References references, CancellationToken cancellationToken) =>
        Create(Sum(Count(hypotheses, references, null, cancellationToken)), references.Number);

    private int[] Words(string line, NgramIndex index) =>
        index.Units(BleuWords.Of(PythonSpaces.TrimEnd(_options.LowerCase ? LowerCase.Of(line) : line), _options.Tokenizer));

    /// <summary>Of two reference lengths the one nearer to the translation's, the shorter of two equally near.</summary>
    private static int Nearest(int length, int best, int other)
    {
        int difference = best < 0 ? int.MaxValue : Math.Abs(length - best);
        int its = Math.Abs(length - other);
        return its < difference || (its == difference && other < best) ? other : best;
    }

    // An n-gram may be matched as often as the reference that has it most often has it.
    private static void Merge(Dictionary<int, int>[] merged, Dictionary<int, int>[] counts)
    {
        for (int n = 0; n < merged.Length; n++)
        {
            if (merged[n] is not { } most)
            {
                merged[n] = counts[n];
                continue;
            }

            foreach ((int ngram, int count) in counts[n])
                most[ngram] = Math.Max(count, most.GetValueOrDefault(ngram));
        }
    }
}
