namespace NlpTransfer.Remapping;

/// <summary>A map between two spaces of word vectors, and what it rests on.</summary>
/// <param name="Map">The orthogonal matrix that a source vector, a row, is multiplied with from the right: <c>[dimension, dimension]</c>.</param>
/// <param name="Found">Different pairs of words that have vectors on both sides.</param>
/// <param name="Dropped">Those that ended without weight, in the order of the lexicon.</param>
/// <param name="HeldOutCosine">
/// The mean cosine, over the pairs that were kept, of a mapped source vector and its target vector under the map of the other parts; null for the plain solution, which holds nothing out.
/// </param>
public sealed record ProcrustesResult(float[,] Map, int Found, IReadOnlyList<LexiconPair> Dropped, double? HeldOutCosine);
