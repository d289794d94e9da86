namespace NlpTransfer.Evaluation;

/// <summary>One system of a ladder, judged.</summary>
/// <param name="Scores">Its scores.</param>
/// <param name="Description">What it adds to the rung before.</param>
/// <param name="AgainstPrevious">The paired comparison with the rung before; null for the first.</param>
/// <param name="AgainstFloor">The paired comparison with the first rung; null for the first, and the same comparison as <paramref name="AgainstPrevious"/> for the second.</param>
public sealed record LadderRung(SystemScores Scores, string Description, Comparison? AgainstPrevious, Comparison? AgainstFloor);
