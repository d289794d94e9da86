namespace NlpTransfer.Metrics;

/// <summary>chrF (Popović 2015) and, with n-grams of words, chrF++ (Popović 2017): an F-score of character n-grams, for morphologically rich languages kinder than BLEU.</summary>
public sealed class Chrf : TranslationMetric
{
    private readonly ChrfOptions _options;

    /// <summary>Prepares the score.</summary>
    /// <param name="options">How it is computed; null for sacrebleu's defaults.</param>
    /// <exception cref="UsageException">Options out of range.</exception>
    public Chrf(ChrfOptions? options = null)
    {
        _options = options ?? new ChrfOptions();
        _options.Validate();
    }

    /// <summary>"chrF" with beta, and a plus for each order of words: chrF2, chrF2++.</summary>
    public override string Name => FormattableString.Invariant($"chrF{_options.Beta}{new string('+', _options.WordOrder)}");

    private protected override string Settings => FormattableString.Invariant(
        $"case:{(_options.LowerCase ? "lc" : "mixed")}|eff:{(_options.EpsilonSmoothing ? "no" : "yes")}|nc:{_options.CharacterOrder}|nw:{_options.WordOrder}|space:{(_options.Whitespace ? "yes" : "no")}");

    /// <inheritdoc/>
    public override TranslationScore Score(
        IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string?>> references, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(hypotheses);
        return Score(hypotheses, References.Create(hypotheses.Count, references), cancellationToken);
    }

    /// <inheritdoc/>
    public override TranslationScore ScoreSentence(string hypothesis, IReadOnlyList<string> references) =>
        Score([hypothesis], References.OfSentence(references), CancellationToken.None);

    internal override Scalar Compute(ReadOnlySpan<double> sums, bool narrow) => ChrfFormula.Compute(_options, sums, narrow);

    internal override TranslationScore Create(double[] sums, string references) => new(Name, Compute(sums, narrow: false).Value, Signature(references));

    /// <summary>The counts against the reference that gives the best score.</summary>
    private protected override double[] Count(string hypothesis, List<string> references)
    {
        NgramIndex characters = new(), words = new();
        Dictionary<int, int>[] counts = Ngrams(hypothesis, characters, words);
        double[] best = [];
        double bestScore = -1;
        foreach (string reference in references)
        {
            double[] row = Compare(counts, Ngrams(reference, characters, words));
            double score = Compute(row, narrow: false).Value;
            if (score > bestScore)
                (best, bestScore) = (row, score);
        }

        return best;
    }

    private static double[] Compare(Dictionary<int, int>[] hypothesis, Dictionary<int, int>[] reference)
    {
        var row = new double[3 * hypothesis.Length];
        for (int i = 0; i < hypothesis.Length; i++)
        {
            // The translation's n-grams of an order that the reference is too short for don't count.
            row[3 * i] = reference[i].Count == 0 ? 0 : hypothesis[i].Values.Sum(static n => (long)n);
            row[(3 * i) + 1] = reference[i].Values.Sum(static n => (long)n);
            row[(3 * i) + 2] = NgramIndex.Matches(hypothesis[i], reference[i]);
        }

        return row;
    }

    private Dictionary<int, int>[] Ngrams(string line, NgramIndex characters, NgramIndex words)
    {
        if (_options.LowerCase)
            line = LowerCase.Of(line);
        string counted = _options.Whitespace ? line : string.Concat(PythonSpaces.Split(line));
        return
        [
            .. characters.Count([.. TokenLine.CodePoints(counted)], _options.CharacterOrder),
            .. words.Count(_options.WordOrder == 0 ? [] : words.Units(ChrfWords.Of(line)), _options.WordOrder),
        ];
    }

    private TranslationScore Score(IReadOnlyList<string> hypotheses, References references, CancellationToken cancellationToken) =>
        Create(Sum(Count(hypotheses, references, null, cancellationToken)), references.Number);
}
