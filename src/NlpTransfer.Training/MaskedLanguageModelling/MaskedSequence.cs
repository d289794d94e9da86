namespace NlpTransfer.Training;

/// <summary>A sequence with tokens hidden.</summary>
/// <param name="Ids">The ids that the model reads.</param>
/// <param name="Positions">Places that are to be guessed, rising.</param>
/// <param name="Labels">The ids that belong there.</param>
/// <param name="SecondAt">Where segment 1 begins; the length where there is none.</param>
internal readonly record struct MaskedSequence(int[] Ids, int[] Positions, int[] Labels, int SecondAt);
