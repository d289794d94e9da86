using NlpTransfer.LinearModels;

namespace NlpTransfer.Training;

/// <summary>What one system said of the rows that one fold held out.</summary>
/// <param name="System">The system.</param>
/// <param name="Corpus">Which of the corpora, from 0.</param>
/// <param name="Fold">The fold, from 0.</param>
/// <param name="Rows">Rows of the corpus that were held out.</param>
/// <param name="Labels">The labels that the system knew in this fold, in the order of the results.</param>
/// <param name="Results">One result a row.</param>
/// <param name="TrainingRows">Rows that it was trained on.</param>
/// <param name="Seconds">Time of training and prediction; a first stage that several corpora share counts where it was trained.</param>
/// <param name="Selection">How strengths were chosen inside the training rows; null where nothing was.</param>
public sealed record FoldPredictions(
    CrossValidatedSystem System,
    int Corpus,
    int Fold,
    IReadOnlyList<int> Rows,
    IReadOnlyList<string> Labels,
    IReadOnlyList<TextClassification> Results,
    int TrainingRows,
    double Seconds,
    SelectionReport? Selection)
{
    /// <summary>How the training kept to its memory; null where no layers trained.</summary>
    public MemoryUse? Memory { get; init; }
}
