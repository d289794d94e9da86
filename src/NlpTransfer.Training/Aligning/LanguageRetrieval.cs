namespace NlpTransfer.Training;

/// <summary>Retrieval on the held-out pairs of a language.</summary>
/// <param name="Language">The language of the translations.</param>
/// <param name="Before">Before aligning.</param>
/// <param name="After">After it; null where the run was interrupted, so that nothing was measured.</param>
public sealed record LanguageRetrieval(string Language, RetrievalScore Before, RetrievalScore? After);
