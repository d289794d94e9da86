namespace NlpTransfer.Evaluation;

/// <summary>A translation as a report shows it.</summary>
/// <param name="Place">Where its pair stands: <c>file:line</c>, or its number.</param>
/// <param name="Source">The text.</param>
/// <param name="Reference">Its translation in the pairs.</param>
/// <param name="Translation">What the evaluated system made of it.</param>
public sealed record TranslationSample(string Place, string Source, string Reference, string Translation);
