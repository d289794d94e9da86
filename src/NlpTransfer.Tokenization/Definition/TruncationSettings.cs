namespace NlpTransfer.Tokenization;

/// <summary>The section <c>truncation</c> of a tokenizer.json. It is kept and written back; texts are cut only where a length is given to the call.</summary>
/// <param name="MaxLength">Tokens, special ones included.</param>
/// <param name="Strategy">"LongestFirst", "OnlyFirst" or "OnlySecond".</param>
/// <param name="Stride">Tokens that neighbouring parts of a cut text share.</param>
/// <param name="Direction">"Right" or "Left", or null where the file does not say.</param>
public sealed record TruncationSettings(int MaxLength, string Strategy, int Stride, string? Direction);
