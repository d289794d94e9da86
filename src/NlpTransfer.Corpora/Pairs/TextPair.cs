namespace NlpTransfer.Corpora;

/// <summary>A text and its translation.</summary>
/// <param name="Source">The text, as it stands in the file: not normalised, not trimmed.</param>
/// <param name="Target">Its translation.</param>
/// <param name="SourceLanguage">The language of the text; null where neither the caller nor the file's header says.</param>
/// <param name="TargetLanguage">The language of the translation: the row's own, else the one given, else the header's; null where none says.</param>
/// <param name="Position">Where the pair was read (in two files: in that of the sources); null for pairs made in memory.</param>
public sealed record TextPair(string Source, string Target, string? SourceLanguage = null, string? TargetLanguage = null, RowPosition? Position = null);
