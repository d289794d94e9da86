namespace NlpTransfer.Training;

/// <summary>How a model whose vocabulary was changed did.</summary>
/// <param name="Before">How near its vectors of the held-out texts are to the old model's, before healing.</param>
/// <param name="After">The same after healing; null where it was not healed.</param>
/// <param name="LabeledBefore">What classifiers on its frozen vectors said of the labelled rows, fold by fold; empty where there are no rows.</param>
/// <param name="LabeledAfter">The same after healing; empty where it was not healed.</param>
/// <param name="Healing">What healing took; null where it was not healed.</param>
public sealed record HealingTrialResult(
    AgreementScore Before, AgreementScore? After, IReadOnlyList<FoldPredictions> LabeledBefore, IReadOnlyList<FoldPredictions> LabeledAfter, HealingReport? Healing);
