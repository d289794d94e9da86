namespace NlpTransfer.Evaluation;

/// <summary>What one system said of every held-out row, in the order of the rows.</summary>
public sealed record SystemPredictions
{
    internal SystemPredictions(string name, IReadOnlyList<string> predicted)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(predicted);
        (Name, Predicted) = (name, predicted);
    }

    /// <summary>The system's name, as reports print it.</summary>
    public string Name { get; }

    /// <summary>The label that each row was given.</summary>
    public IReadOnlyList<string> Predicted { get; }

    /// <summary>All labels that the system can give, in the order of <see cref="Probabilities"/>; null where only its choices are known.</summary>
    public IReadOnlyList<string>? Labels { get; internal init; }

    /// <summary>Probabilities <c>[rows][labels]</c>; null where only the choices are known.</summary>
    public IReadOnlyList<double[]>? Probabilities { get; internal init; }

    /// <summary>Tokens of each row that lay beyond the model's length and were not read.</summary>
    public IReadOnlyList<int> CutTokens { get; internal init; } = [];

    /// <summary>Predictions of which the chosen labels alone are known, such as another program's.</summary>
    /// <param name="name">The system's name.</param>
    /// <param name="predicted">The label that each row was given.</param>
    public static SystemPredictions FromLabels(string name, IReadOnlyList<string> predicted) => new(name, predicted);

    /// <summary>Predictions of one classifier for all rows.</summary>
    /// <param name="name">The system's name.</param>
    /// <param name="labels">The classifier's labels.</param>
    /// <param name="results">One result a row, in order.</param>
    /// <exception cref="NlpTransferException">A result does not fit the labels or is not finite.</exception>
    public static SystemPredictions FromClassifications(string name, IReadOnlyList<string> labels, IReadOnlyList<TextClassification> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var pool = new PredictionPool(name, results.Count);
        pool.Add([.. Enumerable.Range(0, results.Count)], labels, results);
        return pool.ToPredictions();
    }

    /// <summary>Asks a classifier.</summary>
    /// <param name="name">The system's name.</param>
    /// <param name="classifier">The classifier.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="batchSize">Texts a call: progress is told and cancellation heard in between.</param>
    /// <param name="progress">Told of texts done.</param>
    /// <param name="cancellationToken">Stops between calls.</param>
    /// <exception cref="NlpTransferException">A result does not fit the classifier's labels or is not finite.</exception>
    public static async Task<SystemPredictions> OfAsync(
        string name,
        ITextClassifier classifier,
        IReadOnlyList<string> texts,
        int batchSize = 256,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        var pool = new PredictionPool(name, texts.Count);
        for (int start = 0; start < texts.Count; start += batchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] rows = [.. Enumerable.Range(start, Math.Min(batchSize, texts.Count - start))];
            string[] batch = [.. rows.Select(row => texts[row])];
            pool.Add(rows, classifier.Labels, await classifier.ClassifyAsync(batch, cancellationToken).ConfigureAwait(false));
            progress?.Report(new WorkProgress($"classifying with {name}", start + batch.Length, texts.Count));
        }

        return pool.ToPredictions();
    }
}
