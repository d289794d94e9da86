namespace NlpTransfer.Evaluation;

/// <summary>One table of a report.</summary>
/// <param name="Header">Column names.</param>
/// <param name="Rows">Cells, a row each.</param>
/// <param name="Numbers">Whether columns after the first hold figures.</param>
internal sealed record ReportTable(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows, bool Numbers = true);
