namespace NlpTransfer.Evaluation;

/// <summary>A strategy's scores over all folds.</summary>
/// <param name="Scores">Over all rows; with several languages the mean over languages, its interval clustered by group.</param>
/// <param name="Languages">Each language by itself; empty where there is one.</param>
public sealed record StrategyScores(SystemScores Scores, IReadOnlyList<LanguageScores> Languages)
{
    /// <summary>The strategy's name.</summary>
    public string Name => Scores.System;
}
