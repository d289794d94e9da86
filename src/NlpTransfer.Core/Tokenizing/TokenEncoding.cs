namespace NlpTransfer;

/// <summary>The tokens of one text: three arrays of equal length.</summary>
/// <param name="Ids">Token ids.</param>
/// <param name="Tokens">The tokens as they stand in the vocabulary; an unknown piece may be shown as the text that it stands for.</param>
/// <param name="Offsets">For each token the range of UTF-16 code units of the original text that it came from; empty for special tokens that were added.</param>
public sealed record TokenEncoding(int[] Ids, string[] Tokens, TokenRange[] Offsets);

/// <summary>A half-open range of UTF-16 code units of a text.</summary>
/// <param name="Start">The first code unit.</param>
/// <param name="End">The one after the last.</param>
public readonly record struct TokenRange(int Start, int End)
{
    /// <summary>The number of code units.</summary>
    public int Length => End - Start;
}
