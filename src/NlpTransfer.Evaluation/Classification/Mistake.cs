namespace NlpTransfer.Evaluation;

/// <summary>A row that was given a wrong label.</summary>
/// <param name="Place">Where it stands: <c>file:line</c>, or its number.</param>
/// <param name="Text">Its text.</param>
/// <param name="Expected">Its label.</param>
/// <param name="Predicted">The label it was given.</param>
/// <param name="Probability">The probability of the label it was given; null where only choices are known.</param>
public sealed record Mistake(string Place, string Text, string Expected, string Predicted, double? Probability)
{
    /// <summary>The mistakes the system was surest of.</summary>
    internal static IReadOnlyList<Mistake> Find(HeldOutRows rows, SystemPredictions system, int count) =>
    [
        .. Enumerable.Range(0, rows.Count)
            .Where(i => !string.Equals(rows.Expected[i], system.Predicted[i], StringComparison.Ordinal))
            .Select(i => (Row: i, Probability: system.Probabilities?[i].Max()))
            .OrderByDescending(m => m.Probability)
            .Take(count)
            .Select(m => new Mistake(HeldOutRows.ReportedPlace(rows.Rows[m.Row], m.Row), rows.Rows[m.Row].Text, rows.Expected[m.Row], system.Predicted[m.Row], m.Probability)),
    ];
}
