namespace NlpTransfer.Training;

/// <summary>What a step did.</summary>
/// <param name="Step">Steps taken, this one included.</param>
/// <param name="Tokens">Tokens read so far, padding not counted.</param>
/// <param name="Loss">Mean loss of the step.</param>
/// <param name="RateFactor">What the schedule multiplied the peak rate by.</param>
internal readonly record struct StepReport(int Step, long Tokens, double Loss, double RateFactor);
