namespace NlpTransfer.Evaluation;

/// <summary>How often each label was taken for each other.</summary>
/// <param name="Labels">The held-out rows' labels in ordinal order, then labels that were only predicted.</param>
/// <param name="Matrix">The counts; rows are the right labels, columns the predicted ones.</param>
public sealed record ConfusionTable(IReadOnlyList<string> Labels, ConfusionMatrix Matrix)
{
    internal static ConfusionTable Create(IReadOnlyList<string> expected, IReadOnlyList<string> predicted)
    {
        string[] present = [.. expected.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] labels = [.. present, .. predicted.Distinct(StringComparer.Ordinal).Except(present, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Dictionary<string, int> numbers = labels.Select((label, i) => (label, i)).ToDictionary(p => p.label, p => p.i, StringComparer.Ordinal);
        return new ConfusionTable(
            labels, ConfusionMatrix.Create([.. expected.Select(l => numbers[l])], [.. predicted.Select(l => numbers[l])], labels.Length));
    }
}
