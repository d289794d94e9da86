namespace NlpTransfer.Evaluation;

/// <summary>A strategy's scores in one language.</summary>
/// <param name="Language">The language.</param>
/// <param name="Scores">The scores over its rows.</param>
public sealed record LanguageScores(string Language, SystemScores Scores);
