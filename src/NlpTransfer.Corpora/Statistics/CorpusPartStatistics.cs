namespace NlpTransfer.Corpora;

/// <summary>What the rows of one language and split hold.</summary>
/// <param name="Language">The language; null for rows that name none.</param>
/// <param name="Split">The split; null for rows that name none.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Labels">How many rows each label has, in ordinal order of the labels; rows without one count under the empty string.</param>
public sealed record CorpusPartStatistics(string? Language, string? Split, long Rows, IReadOnlyDictionary<string, long> Labels);
