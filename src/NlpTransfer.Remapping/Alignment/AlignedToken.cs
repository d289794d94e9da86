namespace NlpTransfer.Remapping;

/// <summary>An old token that stands, in translations, where a new one stands.</summary>
/// <param name="Source">The old token, as it stands in the old vocabulary; or a word, which the old tokenizer then parts.</param>
/// <param name="Weight">How often it was so, counted or expected; above 0.</param>
public readonly record struct AlignedToken(string Source, double Weight);
