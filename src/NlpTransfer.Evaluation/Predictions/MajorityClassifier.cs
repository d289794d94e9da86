namespace NlpTransfer.Evaluation;

/// <summary>Gives every text the same probabilities: how often each label occurred in training. What any system must beat at the very least.</summary>
public sealed class MajorityClassifier : ITextClassifier
{
    private readonly double[] _logProbabilities;

    /// <summary>Counts labels.</summary>
    /// <param name="labels">The labels of the training rows, one a row.</param>
    /// <exception cref="BadDataException">There are none.</exception>
    public MajorityClassifier(IEnumerable<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (string label in labels)
            counts[label] = counts.GetValueOrDefault(label) + 1;
        if (counts.Count == 0)
            throw new BadDataException("There are no labels to find the most frequent of; give at least one labelled row.");
        Labels = [.. counts.Keys];
        double total = counts.Values.Sum();
        _logProbabilities = [.. counts.Values.Select(count => Math.Log(count / total))];
    }

    /// <summary>The labels in ordinal order.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <inheritdoc/>
    public Task<IReadOnlyList<TextClassification>> ClassifyAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<TextClassification>>([.. texts.Select(_ => new TextClassification([.. _logProbabilities]))]);
    }
}
