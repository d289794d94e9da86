using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation;

/// <summary>Held-out rows that training has seen. Each counts once, under the strongest kind that holds.</summary>
public sealed record LeakageReport
{
    /// <summary>Rows with the same text as a training row.</summary>
    public int Exact { get; init; }

    /// <summary>Rows with the text of a training row but for case, marks, punctuation and white space.</summary>
    public int Normalized { get; init; }

    /// <summary>Rows of the same group as a training row, such as its translations.</summary>
    public int Translated { get; init; }

    /// <summary>Rows most of whose text stands in a training row, or the other way round.</summary>
    public int Near { get; init; }

    /// <summary>Rows checked.</summary>
    public int Checked { get; init; }

    /// <summary>Some leaked rows, strongest kinds first.</summary>
    public IReadOnlyList<LeakageExample> Examples { get; init; } = [];

    /// <summary>The system's accuracy without the leaked rows; null where nothing leaked or nothing else is left.</summary>
    public Score? CleanAccuracy { get; init; }

    /// <summary>All leaked rows.</summary>
    public int Total => Exact + Normalized + Translated + Near;

    /// <summary>The finding in a few words: <c>no leakage</c>, or <c>leakage in 3 of 204 rows (2 exact, 1 translated)</c>.</summary>
    public string Summary
    {
        get
        {
            if (Total == 0)
                return "no leakage";
            IEnumerable<string> kinds = new[] { (Exact, OverlapKind.Exact), (Normalized, OverlapKind.Normalized), (Translated, OverlapKind.Translated), (Near, OverlapKind.Near) }
                .Where(k => k.Item1 > 0)
                .Select(k => $"{Text.Count(k.Item1)} {Text.Of(k.Item2)}");
            return $"leakage in {Text.Count(Total)} of {Text.Count(Checked)} rows ({string.Join(", ", kinds)})";
        }
    }

    /// <summary>Counts what was found.</summary>
    /// <param name="rows">The held-out rows.</param>
    /// <param name="found">What they have in common with training.</param>
    /// <param name="examples">Rows to show at most.</param>
    internal static LeakageReport Create(IReadOnlyList<CorpusRow> rows, OverlapReport found, int examples) => new()
    {
        Exact = found.Exact,
        Normalized = found.Normalized,
        Translated = found.Translated,
        Near = found.Near,
        Checked = found.Checked,
        Examples =
        [
            .. found.Overlaps.OrderBy(o => o.Kind).ThenBy(o => o.Row).Take(examples)
                .Select(o => new LeakageExample(o.Kind, HeldOutRows.ReportedPlace(rows[o.Row], o.Row), o.Text)),
        ],
    };
}
