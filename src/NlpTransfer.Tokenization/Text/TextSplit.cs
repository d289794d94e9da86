namespace NlpTransfer.Tokenization;

/// <summary>A stretch of the text being tokenised; one with a token is done and is not split or tokenised further.</summary>
/// <param name="Start">First code unit in the buffer.</param>
/// <param name="Length">Number of code units.</param>
/// <param name="TokenId">The added token that it is, or -1.</param>
internal readonly record struct TextSplit(int Start, int Length, int TokenId);
