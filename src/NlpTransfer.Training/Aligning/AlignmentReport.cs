namespace NlpTransfer.Training;

/// <summary>What aligning took and gave.</summary>
/// <param name="Run">Steps, tokens, time, loss.</param>
/// <param name="Retrieval">Retrieval on held-out pairs, a row a language; empty where nothing was held out.</param>
/// <param name="Kept">How near the vectors of held-out kept texts are to the old ones, a row a language.</param>
/// <param name="Labeled">Accuracy on labelled sets, a row each.</param>
/// <param name="Pairs">Pairs that were trained on.</param>
/// <param name="KeptTexts">Texts that were trained to keep their vectors.</param>
/// <param name="LeftOut">Pairs with a text longer than is read, which were left out.</param>
/// <param name="Shortened">Kept texts that were longer than is read.</param>
public sealed record AlignmentReport(
    TrainingRun Run,
    IReadOnlyList<LanguageRetrieval> Retrieval,
    IReadOnlyList<LanguageAgreement> Kept,
    IReadOnlyList<LabeledComparison> Labeled,
    int Pairs,
    int KeptTexts,
    int LeftOut,
    int Shortened);
