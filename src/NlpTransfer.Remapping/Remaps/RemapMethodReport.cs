namespace NlpTransfer.Remapping;

/// <summary>What one method did.</summary>
/// <param name="Method">Its name, as in the plan.</param>
/// <param name="Tokens">New tokens that it expresses.</param>
/// <param name="Coverage">The share of the text's tokens that are such tokens; null where there is no text.</param>
/// <param name="Evidence">What had to be known of a token to be expressed so.</param>
public sealed record RemapMethodReport(string Method, int Tokens, double? Coverage, string Evidence);
