namespace NlpTransfer.Metrics;

/// <summary>A figure computed from some rows of a set, given by their places; a place may occur several times.</summary>
/// <param name="rows">Places of the rows.</param>
public delegate double RowStatistic(ReadOnlySpan<int> rows);
