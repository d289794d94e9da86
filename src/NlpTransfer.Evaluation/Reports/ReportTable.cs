namespace NlpTransfer.Evaluation;

/// <summary>One table of a report.</summary>
/// <param name="Header">Column names.</param>
/// <param name="Rows">Cells, a row each.</param>
internal sealed record ReportTable(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Whether a column is one of figures, which line up at their end; never the first, which names the row.</summary>
    public bool HoldsFigures(int column) =>
        column > 0 && Rows.Count > 0 && Rows.All(row => row[column].Length > 0 && row[column].All(c => char.IsAsciiDigit(c) || " .,+-–<[]".Contains(c, StringComparison.Ordinal)));
}
