namespace NlpTransfer.Remapping;

/// <summary>What one initialiser comes to.</summary>
/// <typeparam name="TMeasure">What was measured on the remapped model.</typeparam>
/// <param name="Initializer">The <see cref="RemapRecipe.Name"/>.</param>
/// <param name="Report">What the remap did; its folder is gone.</param>
/// <param name="Measure">What was measured on the remapped model.</param>
public sealed record RemapComparisonRow<TMeasure>(string Initializer, RemapReport Report, TMeasure Measure);
