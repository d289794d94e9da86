namespace NlpTransfer.Training;

/// <summary>Rows of one language as fine-tuning reads them; lists run along the rows.</summary>
/// <param name="Ids">Token ids with special tokens, cut at the model's length.</param>
/// <param name="Labels">Label indices.</param>
/// <param name="Groups">What each row belongs to; rows of one group are held out together.</param>
internal sealed record FineTuningRows(IReadOnlyList<int[]> Ids, IReadOnlyList<int> Labels, IReadOnlyList<string> Groups)
{
    internal int Count => Ids.Count;

    internal FineTuningRows Select(IReadOnlyList<int> rows) =>
        new([.. rows.Select(row => Ids[row])], [.. rows.Select(row => Labels[row])], [.. rows.Select(row => Groups[row])]);

    internal static FineTuningRows Join(IEnumerable<FineTuningRows> parts)
    {
        FineTuningRows[] all = [.. parts];
        return new([.. all.SelectMany(part => part.Ids)], [.. all.SelectMany(part => part.Labels)], [.. all.SelectMany(part => part.Groups)]);
    }
}
