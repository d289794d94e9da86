using NlpTransfer.Corpora;
using NlpTransfer.LinearModels;

namespace NlpTransfer.Evaluation;

/// <summary>A named system to compare with: a classifier that is asked, or predictions that exist already.</summary>
public sealed class Contender
{
    private readonly ITextClassifier? _classifier;
    private readonly SystemPredictions? _predictions;

    /// <summary>A classifier, asked when the evaluation runs.</summary>
    /// <param name="name">Its name, as reports print it.</param>
    /// <param name="classifier">The classifier.</param>
    public Contender(string name, ITextClassifier classifier)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(classifier);
        (Name, _classifier) = (name, classifier);
    }

    /// <summary>Predictions for the same rows in the same order.</summary>
    /// <param name="predictions">The predictions.</param>
    public Contender(SystemPredictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        (Name, _predictions) = (predictions.Name, predictions);
    }

    /// <summary>The system's name.</summary>
    public string Name { get; }

    /// <summary>The floor: the letters ensemble, trained on the rows that the evaluated system was trained on.</summary>
    /// <param name="trainingRows">The training rows, each with a label.</param>
    /// <param name="cancellationToken">Stops between texts.</param>
    /// <returns>A contender named <c>letters</c>.</returns>
    /// <exception cref="BadDataException">There are no rows, a row has no label, or all have the same.</exception>
    public static Contender Letters(IReadOnlyList<CorpusRow> trainingRows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(trainingRows);
        string[] labels =
        [
            .. trainingRows.Select((row, i) => row.Label ?? throw new BadDataException($"{HeldOutRows.Place(row, i)}: the row has no label; every row to train on needs one.")),
        ];
        return new Contender("letters", LinearTraining.Letters([.. trainingRows.Select(row => row.Text)], labels, cancellationToken));
    }

    /// <summary>A name and a classifier, so that a list of contenders reads <c>[("letters", letters)]</c>.</summary>
    /// <param name="named">The name and the classifier.</param>
    public static implicit operator Contender((string Name, ITextClassifier Classifier) named) => FromValueTuple(named);

    /// <summary>Predictions that exist already.</summary>
    /// <param name="predictions">The predictions.</param>
    public static implicit operator Contender(SystemPredictions predictions) => new(predictions);

    /// <summary>A name and a classifier.</summary>
    /// <param name="named">The name and the classifier.</param>
    public static Contender FromValueTuple((string Name, ITextClassifier Classifier) named) => new(named.Name, named.Classifier);

    /// <summary>Predictions that exist already.</summary>
    /// <param name="predictions">The predictions.</param>
    public static Contender FromSystemPredictions(SystemPredictions predictions) => new(predictions);

    internal async Task<SystemPredictions> PredictAsync(
        IReadOnlyList<string> texts, int batchSize, IProgress<WorkProgress>? progress, CancellationToken cancellationToken) =>
        _predictions ?? await SystemPredictions.OfAsync(Name, _classifier!, texts, batchSize, progress, cancellationToken).ConfigureAwait(false);
}
