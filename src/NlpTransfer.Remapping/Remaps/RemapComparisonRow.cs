namespace NlpTransfer.Remapping;

/// <summary>What one initialiser comes to.</summary>
/// <param name="Initializer">The <see cref="RemapRecipe.Name"/>.</param>
/// <param name="Report">What the remap did; its folder is gone.</param>
/// <param name="Cosines">For each held-out text the cosine of the old model's vector and the remapped one's, before any healing.</param>
public sealed record RemapComparisonRow(string Initializer, RemapReport Report, IReadOnlyList<double> Cosines);
