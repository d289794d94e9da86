namespace NlpTransfer.LinearModels;

/// <summary>The rows that a linear model learns from.</summary>
public sealed record LinearTrainingData
{
    /// <summary>Rows of the language that is classified later; null for zero-shot transfer from the sources alone.</summary>
    public LabeledRows? Target { get; init; }

    /// <summary>Rows of other languages, each centred on its own mean; they teach the kernel and the frozen head, not the letters.</summary>
    public IReadOnlyList<LabeledRows> Sources { get; init; } = [];

    /// <summary>
    /// Vectors of unlabelled texts of the target language. Its mean is taken over them and over the labelled rows; without labelled target rows they are required.
    /// </summary>
    public IReadOnlyList<float[]>? UnlabeledVectors { get; init; }
}
