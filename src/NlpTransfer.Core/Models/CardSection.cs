namespace NlpTransfer;

/// <summary>A section of a model card.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Text">Its content, Markdown.</param>
public sealed record CardSection(string Title, string Text);
