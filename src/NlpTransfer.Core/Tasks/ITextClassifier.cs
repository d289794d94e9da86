namespace NlpTransfer;

/// <summary>Assigns one of a fixed set of labels to each text.</summary>
public interface ITextClassifier
{
    /// <summary>The labels, in the order of every score this classifier gives.</summary>
    IReadOnlyList<string> Labels { get; }

    /// <summary>Classifies a batch of texts.</summary>
    /// <param name="texts">The texts; any number, an empty list gives an empty result.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>One result a text, in order.</returns>
    Task<IReadOnlyList<TextClassification>> ClassifyAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default);
}
