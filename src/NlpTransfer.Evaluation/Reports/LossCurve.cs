namespace NlpTransfer.Evaluation;

/// <summary>A line of a picture of losses.</summary>
/// <param name="Name">What it is the loss of.</param>
/// <param name="Points">Losses by step, rising in steps.</param>
public sealed record LossCurve(string Name, IReadOnlyList<(int Step, double Loss)> Points);
