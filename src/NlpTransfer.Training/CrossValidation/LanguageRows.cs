using NlpTransfer.Corpora;

namespace NlpTransfer.Training;

/// <summary>Labelled rows of one language.</summary>
/// <param name="Language">The language as the user named it, or null.</param>
/// <param name="Rows">The rows.</param>
public sealed record LanguageRows(string? Language, IReadOnlyList<CorpusRow> Rows);
