namespace NlpTransfer.Evaluation;

/// <summary>One system of a ladder, before it is judged.</summary>
/// <param name="Predictions">What it said of every held-out row.</param>
/// <param name="Description">What it adds to the step before, as a user would say it: "with English, French, German and Spanish rows".</param>
public sealed record LadderStep(SystemPredictions Predictions, string Description);
