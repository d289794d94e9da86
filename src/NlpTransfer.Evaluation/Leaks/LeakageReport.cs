using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation;

/// <summary>Held-out rows that training has seen. Each counts once, under the strongest kind that holds.</summary>
public sealed record LeakageReport
{
    /// <summary>Rows with the same text as a training row.</summary>
    public int Exact { get; init; }

    /// <summary>Rows whose normalised text is that of a training row.</summary>
    public int Near { get; init; }

    /// <summary>Rows of the same group as a training row, such as its translations.</summary>
    public int Translated { get; init; }

    /// <summary>Rows checked.</summary>
    public int Checked { get; init; }

    /// <summary>Some leaked rows, strongest kinds first.</summary>
    public IReadOnlyList<LeakageExample> Examples { get; init; } = [];

    /// <summary>The system's accuracy without the leaked rows; null where nothing leaked or nothing else is left.</summary>
    public Score? CleanAccuracy { get; init; }

    /// <summary>All leaked rows.</summary>
    public int Total => Exact + Near + Translated;

    /// <summary>The finding in a few words: <c>no leakage</c>, or <c>leakage in 3 of 204 rows (2 exact, 1 near)</c>.</summary>
    public string Summary
    {
        get
        {
            if (Total == 0)
                return "no leakage";
            var kinds = new List<string>();
            if (Exact > 0)
                kinds.Add($"{Text.Count(Exact)} exact");
            if (Near > 0)
                kinds.Add($"{Text.Count(Near)} near");
            if (Translated > 0)
                kinds.Add($"{Text.Count(Translated)} translated");
            return $"leakage in {Text.Count(Total)} of {Text.Count(Checked)} rows ({string.Join(", ", kinds)})";
        }
    }

    /// <summary>Counts what was found.</summary>
    /// <param name="rows">The held-out rows.</param>
    /// <param name="leaked">Those known from training.</param>
    /// <param name="examples">Rows to show at most.</param>
    internal static LeakageReport Create(IReadOnlyList<CorpusRow> rows, IReadOnlyList<LeakedRow> leaked, int examples)
    {
        LeakedRow[] distinct = [.. leaked.GroupBy(l => l.Row).Select(g => g.MinBy(l => l.Kind)).OrderBy(l => l.Kind).ThenBy(l => l.Row)];
        return new LeakageReport
        {
            Exact = distinct.Count(l => l.Kind == LeakageKind.Exact),
            Near = distinct.Count(l => l.Kind == LeakageKind.Near),
            Translated = distinct.Count(l => l.Kind == LeakageKind.Translated),
            Checked = rows.Count,
            Examples = [.. distinct.Take(examples).Select(l => new LeakageExample(l.Kind, HeldOutRows.ReportedPlace(rows[l.Row], l.Row), rows[l.Row].Text))],
        };
    }
}
