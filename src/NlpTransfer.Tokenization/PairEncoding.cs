namespace NlpTransfer.Tokenization;

/// <summary>The tokens of one text or of a pair, with types: four arrays of equal length.</summary>
/// <param name="Ids">Token ids.</param>
/// <param name="Tokens">The tokens as they stand in the vocabulary; for an unknown piece the text that it stands for.</param>
/// <param name="Offsets">For each token the range of UTF-16 code units, in the text that it came from; empty for special tokens that were added.</param>
/// <param name="TypeIds">For each token its type (segment), as the post-processor gives it.</param>
public sealed record PairEncoding(int[] Ids, string[] Tokens, TokenRange[] Offsets, int[] TypeIds);
