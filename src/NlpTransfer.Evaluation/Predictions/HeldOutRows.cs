using System.Globalization;
using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation;

/// <summary>The rows of an evaluation, checked once: every row has a label; groups and languages as numbers.</summary>
internal sealed class HeldOutRows
{
    private HeldOutRows(IReadOnlyList<CorpusRow> rows)
    {
        Rows = rows;
        Expected = [.. rows.Select((row, i) => row.Label ?? throw new BadDataException($"{Place(row, i)}: the row has no label; every row to evaluate on needs one."))];
        // A row without a group stands alone: the prefix keeps its number apart from any group's name.
        (Groups, string[] groups) = Number(rows.Select((row, i) => row.Group is { } group ? "g" + group : "r" + i.ToString(CultureInfo.InvariantCulture)));
        GroupCount = groups.Length;
        (Language, Languages) = Number(rows.Select(row => row.Language ?? "und"));
    }

    public IReadOnlyList<CorpusRow> Rows { get; }

    public int Count => Rows.Count;

    public string[] Expected { get; }

    /// <summary>For each row the number of its group.</summary>
    public int[] Groups { get; }

    public int GroupCount { get; }

    /// <summary>Whether some group has several rows, so that rows are not independent.</summary>
    public bool Clustered => GroupCount < Count;

    /// <summary>For each row the number of its language.</summary>
    public int[] Language { get; }

    /// <summary>Languages in the order of their first row; "und" stands for an unknown one, as in BCP-47.</summary>
    public string[] Languages { get; }

    public static HeldOutRows Create(IReadOnlyList<CorpusRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0)
            throw new BadDataException("There are no rows to evaluate on; give at least one labelled row.");
        return new HeldOutRows(rows);
    }

    /// <summary>Refuses predictions that are not one a row.</summary>
    public void Check(SystemPredictions system)
    {
        if (system.Predicted.Count != Count)
            throw new UsageException($"{system.Name} predicts {system.Predicted.Count} rows, but {Count} are evaluated; give its predictions for the same rows in the same order.");
    }

    /// <summary>Where a row stands, for an error message: as the user named the file.</summary>
    public static string Place(CorpusRow row, int index) => row.Position is { } position ? position.ToString() : $"row {Text.Count(index + 1)}";

    /// <summary>Where a row stands, for a report, which names no folder of the machine it was written on.</summary>
    public static string ReportedPlace(CorpusRow row, int index) =>
        row.Position is { } position ? (position with { File = Path.GetFileName(position.File) }).ToString() : Place(row, index);

    private static (int[] Numbers, string[] Names) Number(IEnumerable<string> names)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] numbers = [.. names.Select(name => known.TryGetValue(name, out int number) ? number : known[name] = known.Count)];
        return (numbers, [.. known.OrderBy(pair => pair.Value).Select(pair => pair.Key)]);
    }
}
