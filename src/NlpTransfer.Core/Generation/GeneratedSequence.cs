namespace NlpTransfer;

/// <summary>A sequence that was generated.</summary>
/// <param name="Tokens">The tokens after the start, the end included where it was reached.</param>
/// <param name="Score">The sum of their log-probabilities divided by their number to the power of the length penalty.</param>
public sealed record GeneratedSequence(int[] Tokens, double Score);
