namespace NlpTransfer.Evaluation;

/// <summary>How often one embedder's nearest vector is the translation's.</summary>
/// <param name="System">The embedder's name.</param>
/// <param name="Accuracy">Over both directions; with several languages the mean over them.</param>
/// <param name="Languages">Each language by itself, in the order of the pairs.</param>
/// <param name="CutTexts">Texts of which the embedder did not read the end.</param>
public sealed record RetrievalScores(string System, Score Accuracy, IReadOnlyList<LanguageRetrievalScores> Languages, int CutTexts);
