namespace NlpTransfer.Corpora;

/// <summary>One part of a split corpus.</summary>
/// <param name="Name">Its name, which its rows carry as <see cref="CorpusRow.Split"/>.</param>
/// <param name="Rows">Its rows, in the order of the corpus.</param>
/// <param name="Groups">How many groups it holds.</param>
/// <param name="Labels">How many rows each label has, in ordinal order of the labels; rows without one count under the empty string.</param>
public sealed record CorpusSplitPart(string Name, IReadOnlyList<CorpusRow> Rows, int Groups, IReadOnlyDictionary<string, int> Labels);
