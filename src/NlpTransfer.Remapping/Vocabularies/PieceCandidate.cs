namespace NlpTransfer.Remapping;

/// <summary>A piece that a vocabulary may get.</summary>
/// <param name="Form">Its text as the old tokenizer normalises it, and its position.</param>
/// <param name="Count">How often it occurs in the text.</param>
/// <param name="LogProbability">The natural logarithm of its share of the text's pieces.</param>
internal readonly record struct PieceCandidate(PieceForm Form, long Count, double LogProbability);
