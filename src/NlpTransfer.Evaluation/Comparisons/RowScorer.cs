namespace NlpTransfer.Evaluation;

/// <summary>
/// Scores and compares systems on some of the held-out rows: all, or those of one language. When languages are averaged a figure is
/// the plain mean of the languages' figures; resampling and testing go by group, so that translations of one sentence count once.
/// </summary>
internal sealed class RowScorer
{
    private readonly HeldOutRows _heldOut;
    private readonly StatisticsOptions _options;
    private readonly ScoringWork _work;
    private readonly int[] _rows;
    private readonly int[] _places;
    private readonly int[] _groups;
    private readonly int[] _languageOfRow;
    private readonly int _languages;
    private readonly LanguageMean _mean;
    private readonly string? _language;

    /// <summary>Whether every row stands alone, so that the exact methods for independent rows hold.</summary>
    private readonly bool _independent;

    private readonly int _groupCount;

    public RowScorer(HeldOutRows heldOut, StatisticsOptions options, ScoringWork work, int? language = null, bool averageLanguages = false)
    {
        (_heldOut, _options, _work) = (heldOut, options, work);
        _rows = [.. Enumerable.Range(0, heldOut.Count).Where(row => language is null || heldOut.Language[row] == language)];
        _places = [.. Enumerable.Range(0, _rows.Length)];
        _groups = [.. _rows.Select(row => heldOut.Groups[row])];
        _groupCount = _groups.Distinct().Count();
        _languageOfRow = [.. _rows.Select(row => averageLanguages ? heldOut.Language[row] : 0)];
        _languages = averageLanguages ? heldOut.Languages.Length : 1;
        _mean = new LanguageMean(_languageOfRow, _languages);
        _language = language is { } number ? heldOut.Languages[number] : null;
        _independent = _groupCount == _rows.Length && _languages == 1;
    }

    public SystemScores Score(SystemPredictions system)
    {
        _heldOut.Check(system);
        var scores = new SystemScores(system.Name, Accuracy(system), MacroF1(system));
        _work.Finished();
        return scores;
    }

    public Comparison Compare(SystemPredictions system, SystemPredictions against)
    {
        _heldOut.Check(system);
        _heldOut.Check(against);
        bool[] first = Right(system), second = Right(against);
        double[] differences = [.. first.Zip(second, (a, b) => (a ? 1.0 : 0) - (b ? 1.0 : 0))];
        double[] weighted = _mean.Weighted(differences);
        McNemarCounts counts = McNemar.Count(first, second);
        var comparison = new Comparison
        {
            System = system.Name,
            Against = against.Name,
            Language = _language,
            Difference = Metrics.Score.Create(
                _mean.Of(differences, _places), _independent ? PairedDifference.Create(counts, _options.Confidence) : BootstrapOf(differences), _rows.Length),
            RawPValue = _independent ? counts.PValue : PairedPermutation.Test(weighted, _groups, _options.PermutationSamples, _options.Seed, _work.Cancellation),
            SmallestDetectable = _independent
                ? DetectableDifference.McNemar(counts.OnlyFirst + counts.OnlySecond, counts.Total, _options.Level)
                : DetectableDifference.OfMean(weighted, _groups, _options.Level),
            Test = _independent ? "mcnemar" : "permutation by group",
        };
        _work.Finished();
        return comparison;
    }

    /// <summary>The share of rows that are right, without the scores of classes.</summary>
    public Score Accuracy(SystemPredictions system)
    {
        bool[] right = Right(system);
        int correct = right.Count(r => r);
        if (_independent)
            return WilsonInterval.Score(correct, right.Length, _options.Confidence);
        double[] values = [.. right.Select(r => r ? 1.0 : 0)];

        // Resampling rows that are all right, or all wrong, knows no spread; the number of groups still limits what they show.
        Interval interval = correct == 0 || correct == right.Length
            ? WilsonInterval.Create(correct == 0 ? 0 : _groupCount, _groupCount, _options.Confidence)
            : BootstrapOf(values);
        return Metrics.Score.Create(_mean.Of(values, _places), interval, right.Length);
    }

    private Score MacroF1(SystemPredictions system)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] expected = [.. _rows.Select(row => Number(_heldOut.Expected[row]))];
        int[] predicted = [.. _rows.Select(row => Number(system.Predicted[row]))];
        var counts = new F1Counts(_languages, numbers.Count);
        return Metrics.Score.Create(
            MacroOf(_places), Bootstrap.Create(_rows.Length, MacroOf, _groups, _options.Bootstrap, _work.Cancellation), _rows.Length);

        int Number(string label) => numbers.TryGetValue(label, out int number) ? number : numbers[label] = numbers.Count;
        double MacroOf(ReadOnlySpan<int> places) => counts.MacroF1(places, expected, predicted, _languageOfRow);
    }

    private Interval BootstrapOf(double[] values) => _languages == 1
        ? Bootstrap.OfMean(values, _groups, _options.Bootstrap, _work.Cancellation)
        : Bootstrap.Create(values.Length, places => _mean.Of(values, places), _groups, _options.Bootstrap, _work.Cancellation);

    private bool[] Right(SystemPredictions system) =>
        [.. _rows.Select(row => string.Equals(system.Predicted[row], _heldOut.Expected[row], StringComparison.Ordinal))];
}
