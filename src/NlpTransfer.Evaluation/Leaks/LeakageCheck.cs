using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation;

/// <summary>Finds the rows that training has seen.</summary>
/// <param name="rows">The held-out rows.</param>
/// <returns>Those known from training; empty where none is.</returns>
public delegate IReadOnlyList<LeakedRow> LeakageCheck(IReadOnlyList<CorpusRow> rows);
