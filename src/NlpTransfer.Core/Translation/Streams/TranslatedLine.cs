namespace NlpTransfer;

/// <summary>What became of a line of a stream.</summary>
/// <param name="Source">The line.</param>
/// <param name="Translation">Its translation; null where it has none.</param>
/// <param name="Fault">Why it has none; null where it has one.</param>
public sealed record TranslatedLine(SourceLine Source, TextTranslation? Translation, string? Fault = null);
