using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>A tokenizer with more pieces than it had.</summary>
/// <param name="Tokenizer">The new tokenizer; the old pieces keep their ids.</param>
/// <param name="Letters">Letters that were added because the old vocabulary lacked them, in the order of their ids.</param>
/// <param name="Pieces">Longer pieces that were added, in the order of their ids: those that save the most tokens first.</param>
public sealed record ExtendedVocabulary(TextTokenizer Tokenizer, IReadOnlyList<string> Letters, IReadOnlyList<string> Pieces);
