namespace NlpTransfer;

/// <summary>A run of a document: something to translate, or what stands between and is kept.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsSentence">Whether it is translated.</param>
/// <param name="IsCut">Whether it is a part of a sentence that was too long.</param>
internal readonly record struct DocumentPart(string Text, bool IsSentence, bool IsCut = false);
