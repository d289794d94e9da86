namespace NlpTransfer.Evaluation;

/// <summary>How near a remapped model's vectors of held-out texts are to the old model's.</summary>
/// <param name="Cosine">Mean cosine of the two vectors of a text.</param>
/// <param name="Centred">The same after the mean of all the texts' vectors was taken away on each side.</param>
public sealed record RemapAgreement(Score Cosine, Score Centred);
