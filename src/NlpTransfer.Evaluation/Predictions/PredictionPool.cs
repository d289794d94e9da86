namespace NlpTransfer.Evaluation;

/// <summary>
/// Collects the predictions of one strategy whose classifiers each saw other rows, as in cross-validation: every row is predicted once, by the classifier
/// that did not train on it. The folds' label sets may differ; a label that a fold's classifier does not know has probability 0 in its rows.
/// </summary>
public sealed class PredictionPool
{
    private readonly string _name;
    private readonly List<string> _labels = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly (TextClassification Result, int[] Columns)?[] _rows;

    /// <summary>An empty pool.</summary>
    /// <param name="name">The strategy's name.</param>
    /// <param name="rowCount">Number of rows that will be predicted.</param>
    public PredictionPool(string name, int rowCount)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfNegative(rowCount);
        _name = name;
        _rows = new (TextClassification, int[])?[rowCount];
    }

    /// <summary>Adds the predictions of one classifier.</summary>
    /// <param name="rows">Places of the rows that it predicted.</param>
    /// <param name="labels">Its labels.</param>
    /// <param name="results">One result a row, in the order of <paramref name="rows"/>.</param>
    /// <exception cref="NlpTransferException">A result does not fit the labels or is not finite.</exception>
    /// <exception cref="ArgumentException">A row is out of range or was predicted before.</exception>
    public void Add(IReadOnlyList<int> rows, IReadOnlyList<string> labels, IReadOnlyList<TextClassification> results)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(results);
        if (results.Count != rows.Count)
            throw new NlpTransferException($"{_name} gave {results.Count} results for {rows.Count} texts; it must give one for each");
        int[] columns = [.. labels.Select(Column)];
        for (int i = 0; i < rows.Count; i++)
        {
            int row = rows[i];
            if (row < 0 || row >= _rows.Length || _rows[row] is not null)
                throw new ArgumentException($"row {row} is not between 0 and {_rows.Length - 1}, or was predicted before", nameof(rows));
            double[] scores = results[i].LogProbabilities;
            if (scores.Length != columns.Length)
                throw new NlpTransferException($"{_name} gave {scores.Length} scores for row {row}; it has {columns.Length} labels and must give one for each");
            if (Array.Exists(scores, score => double.IsNaN(score) || score > 1e-6))
                throw new NlpTransferException($"{_name} gave row {row} a score that is no log-probability: it must be at most 0");
            _rows[row] = (results[i], columns);
        }
    }

    /// <summary>All rows' predictions.</summary>
    /// <exception cref="InvalidOperationException">A row was not predicted.</exception>
    public SystemPredictions ToPredictions()
    {
        int missing = Array.FindIndex(_rows, row => row is null);
        if (missing >= 0)
            throw new InvalidOperationException($"row {missing} was not predicted by {_name}");
        return new SystemPredictions(_name, [.. _rows.Select(row => _labels[row!.Value.Columns[row.Value.Result.Best]])])
        {
            Labels = [.. _labels],
            Probabilities = [.. _rows.Select(row => Probabilities(row!.Value.Result, row.Value.Columns))],
            CutTokens = [.. _rows.Select(row => row!.Value.Result.CutTokens)],
        };
    }

    private int Column(string label)
    {
        if (_numbers.TryGetValue(label, out int number))
            return number;
        _labels.Add(label);
        return _numbers[label] = _labels.Count - 1;
    }

    private double[] Probabilities(TextClassification result, int[] columns)
    {
        var probabilities = new double[_labels.Count];
        for (int i = 0; i < columns.Length; i++)
            probabilities[columns[i]] = Math.Min(1, Math.Exp(result.LogProbabilities[i]));
        return probabilities;
    }
}
