namespace NlpTransfer.Remapping;

/// <summary>A word list from the language that the model knows to the new one.</summary>
/// <param name="Pairs">The pairs; a word may stand in several.</param>
public sealed record Lexicon(IReadOnlyList<LexiconPair> Pairs);
