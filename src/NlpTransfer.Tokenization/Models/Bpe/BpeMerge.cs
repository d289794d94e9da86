namespace NlpTransfer.Tokenization;

/// <summary>Two neighbouring pieces that become one; the earlier a merge stands in its list, the earlier it is made.</summary>
/// <param name="Left">The first piece.</param>
/// <param name="Right">The second, with the prefix of pieces within a word where the model has one.</param>
public readonly record struct BpeMerge(string Left, string Right);
