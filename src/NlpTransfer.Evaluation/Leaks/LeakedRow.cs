namespace NlpTransfer.Evaluation;

/// <summary>A held-out row that training has seen.</summary>
/// <param name="Row">Its place among the held-out rows.</param>
/// <param name="Kind">How it is known; the strongest kind where several hold.</param>
public readonly record struct LeakedRow(int Row, LeakageKind Kind);
