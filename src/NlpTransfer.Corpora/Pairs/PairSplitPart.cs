namespace NlpTransfer.Corpora;

/// <summary>One part of a split corpus of pairs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Pairs">Its pairs, in the order of the corpus.</param>
/// <param name="Groups">How many groups of near-duplicates they make; as many as pairs where no two are alike.</param>
public sealed record PairSplitPart(string Name, IReadOnlyList<TextPair> Pairs, int Groups);
