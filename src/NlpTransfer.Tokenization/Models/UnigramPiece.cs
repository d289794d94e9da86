namespace NlpTransfer.Tokenization;

/// <summary>A piece of a Unigram vocabulary; its id is its place in the list.</summary>
/// <param name="Text">The piece, with its visible blank.</param>
/// <param name="Score">The natural logarithm of its probability; special pieces carry 0.</param>
public readonly record struct UnigramPiece(string Text, double Score);
