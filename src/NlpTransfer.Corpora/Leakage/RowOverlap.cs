namespace NlpTransfer.Corpora;

/// <summary>A row that is known from training.</summary>
/// <param name="Row">Its place among the rows checked, from 0.</param>
/// <param name="Kind">The strongest way in which it is known.</param>
/// <param name="Position">Where it stands in its file; null for a row made in memory.</param>
/// <param name="Text">Its text.</param>
public sealed record RowOverlap(int Row, OverlapKind Kind, RowPosition? Position, string Text)
{
    /// <summary>The finding as a line: <c>test.tsv:12: exact: the text</c>.</summary>
    public override string ToString() => $"{Position?.ToString() ?? $"row {Row + 1}"}: {Kind.ToString().ToLowerInvariant()}: {Text}";
}
