namespace NlpTransfer.Corpora;

/// <summary>What a conversion did.</summary>
/// <param name="Path">The file written.</param>
/// <param name="Rows">Rows written.</param>
/// <param name="Skipped">Rows left out.</param>
/// <param name="SkippedByReason">Rows left out, by reason.</param>
public sealed record CorpusConversionResult(string Path, long Rows, long Skipped, IReadOnlyDictionary<BadRowReason, long> SkippedByReason);
