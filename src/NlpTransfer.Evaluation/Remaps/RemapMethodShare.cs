namespace NlpTransfer.Evaluation;

/// <summary>The tokens that one method expressed.</summary>
/// <param name="Method">The method.</param>
/// <param name="Tokens">How many tokens of the vocabulary.</param>
/// <param name="Coverage">Their share of the text's tokens; null where there is no text.</param>
public sealed record RemapMethodShare(string Method, int Tokens, double? Coverage);
