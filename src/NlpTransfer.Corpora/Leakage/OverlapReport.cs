namespace NlpTransfer.Corpora;

/// <summary>What rows checked against training have in common with it.</summary>
/// <param name="Checked">How many rows were checked.</param>
/// <param name="Overlaps">The rows that are known, in the order checked, each once with its strongest kind.</param>
public sealed record OverlapReport(int Checked, IReadOnlyList<RowOverlap> Overlaps)
{
    /// <summary>How many rows stand in training character by character.</summary>
    public int Exact => Count(OverlapKind.Exact);

    /// <summary>How many stand there but for case, marks, punctuation and white space.</summary>
    public int Normalized => Count(OverlapKind.Normalized);

    /// <summary>How many share a group with a training row.</summary>
    public int Translated => Count(OverlapKind.Translated);

    /// <summary>How many are nearly a training text.</summary>
    public int Near => Count(OverlapKind.Near);

    private int Count(OverlapKind kind) => Overlaps.Count(o => o.Kind == kind);
}
