namespace NlpTransfer.Training;

/// <summary>A point of a training's history.</summary>
/// <param name="Step">Steps taken.</param>
/// <param name="Tokens">Tokens read, padding not counted.</param>
/// <param name="Loss">Mean training loss of the steps since the last point; null where held-out data were measured.</param>
/// <param name="LearningRate">The rate of the last step; null where held-out data were measured.</param>
/// <param name="HeldOut">Held-out loss by language; null where a step is told of.</param>
public sealed record LossPoint(int Step, long Tokens, double? Loss, double? LearningRate, IReadOnlyList<(string Language, double Loss)>? HeldOut)
{
    /// <summary>chrF of held-out pairs, of a translation model; null where something else is told of.</summary>
    public double? HeldOutChrf { get; init; }
}
