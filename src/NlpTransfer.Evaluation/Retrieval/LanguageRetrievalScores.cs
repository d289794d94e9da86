namespace NlpTransfer.Evaluation;

/// <summary>Retrieval among the pairs of one language.</summary>
/// <param name="Language">The language of the translations.</param>
/// <param name="Pairs">The pairs among which the nearest was looked for.</param>
/// <param name="FromSource">Share of texts whose nearest translation is their own.</param>
/// <param name="FromTarget">Share of translations whose nearest text is their own.</param>
public sealed record LanguageRetrievalScores(string Language, int Pairs, Score FromSource, Score FromTarget);
