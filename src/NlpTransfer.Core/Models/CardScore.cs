namespace NlpTransfer;

/// <summary>A row of a model card's evaluation table.</summary>
/// <param name="Data">What was evaluated on.</param>
/// <param name="System">What was evaluated: this model, or what it is compared with.</param>
/// <param name="Metric">The score's name, such as accuracy.</param>
/// <param name="Value">The score.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end of its 95 % interval.</param>
/// <param name="Count">The number of examples.</param>
public sealed record CardScore(string Data, string System, string Metric, double Value, double Low, double High, int Count);
