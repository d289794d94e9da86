namespace NlpTransfer.Tokenization;

/// <summary>A piece that training found.</summary>
/// <param name="Text">The piece.</param>
/// <param name="Score">Its score as SentencePiece writes it: a logarithm of a probability (Unigram), or minus its place in the order of merges (BPE).</param>
internal readonly record struct TrainedPiece(string Text, double Score);
