namespace NlpTransfer.Remapping;

/// <summary>A word and what it means.</summary>
/// <param name="Source">The word in the language that the model knows.</param>
/// <param name="Target">The word in the new language.</param>
public readonly record struct LexiconPair(string Source, string Target);
