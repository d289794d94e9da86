namespace NlpTransfer.Tokenization;

/// <summary>A text to train on.</summary>
/// <param name="Language">Its language, by which texts are balanced and counted; null for one that is not named.</param>
/// <param name="Text">The text; a line, a sentence or a paragraph.</param>
public readonly record struct LanguageText(string? Language, string Text);
