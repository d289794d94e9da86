namespace NlpTransfer.Corpora;

/// <summary>The columns of a table that is being written, and how to fill them from rows.</summary>
internal sealed class CorpusColumns
{
    private const int RowsLookedAt = 4096;

    private static readonly string[] Standard = ["id", "group", "language", "split", "label", "text"];

    private readonly HashSet<string> _names;

    private readonly bool _pairs;

    private CorpusColumns(IReadOnlyList<string> names, bool pairs = false)
    {
        _pairs = pairs;
        Names = names;
        _names = [.. names];
    }

    /// <summary>The column names in order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Settles the columns by the options, or by the first rows.</summary>
    /// <returns>The columns, and all rows, those looked at included.</returns>
    /// <exception cref="UsageException">The columns asked for lack the text or name one twice.</exception>
    public static async Task<(CorpusColumns Columns, IAsyncEnumerable<CorpusRow> Rows)> SettleAsync(
        IAsyncEnumerable<CorpusRow> rows, CorpusWriteOptions options, CancellationToken cancellation)
    {
        if (options.Columns is { } asked)
        {
            if ((!options.Pairs && !asked.Contains("text")) || asked.Distinct(StringComparer.Ordinal).Count() != asked.Count)
                throw new UsageException($"The columns to write must name 'text' and none twice, but are {ColumnMap.List(asked)}.");
            return (new CorpusColumns(asked, options.Pairs), rows);
        }

        List<CorpusRow> first = [];
        IAsyncEnumerator<CorpusRow> source = rows.GetAsyncEnumerator(cancellation);
        while (first.Count < RowsLookedAt && await source.MoveNextAsync().ConfigureAwait(false))
            first.Add(source.Current);
        string[] others = [.. first.SelectMany(r => r.Other).Select(o => o.Key).Distinct(StringComparer.Ordinal)];
        string[] used = [.. Standard.Where(c => c == "text" || first.Any(r => Value(r, c) is not null)), .. others];
        if (used.Distinct(StringComparer.Ordinal).Count() != used.Length)
            throw new BadDataException($"A further column has the name of a standard one ({ColumnMap.List(Standard)}); rename it.");
        return (new CorpusColumns(used), Chain(first, source));
    }

    /// <summary>The cells of a row in column order; null where it has no value.</summary>
    /// <exception cref="BadDataException">The row has no text, or a value for which there is no column.</exception>
    public string?[] Cells(CorpusRow row)
    {
        CheckText(row);
        foreach (string name in Standard.Where(c => Value(row, c) is not null && !(_pairs && c == "text")).Concat(row.Other.Select(o => o.Key)))
        {
            if (!_names.Contains(name))
                throw new BadDataException($"{Where(row)}: the row has a value for '{name}', but the columns being written are {ColumnMap.List(Names)}; name the columns to write.");
        }

        return [.. Names.Select(n => Value(row, n))];
    }

    /// <summary>Refuses a row without text, which no reader would take back.</summary>
    public static void CheckText(CorpusRow row)
    {
        if (string.IsNullOrWhiteSpace(row.Text) || row.Text.Contains('\0'))
            throw new BadDataException($"{Where(row)}: a row without text, or with a NUL character in it, can't be written.");
    }

    /// <summary>A standard column's value, or a further one's; null or empty counts as none.</summary>
    public static string? Value(CorpusRow row, string column)
    {
        string? value = column switch
        {
            "id" => row.Id,
            "group" => row.Group,
            "language" => row.Language,
            "split" => row.Split,
            "label" => row.Label,
            "text" => row.Text,
            _ => row.Other.FirstOrDefault(o => o.Key == column).Value,
        };
        return string.IsNullOrEmpty(value) ? null : value;
    }

    public static string Where(CorpusRow row) => row.Position?.ToString() ?? "A row made in memory";

    private static async IAsyncEnumerable<CorpusRow> Chain(List<CorpusRow> first, IAsyncEnumerator<CorpusRow> rest)
    {
        await using (rest.ConfigureAwait(false))
        {
            foreach (CorpusRow row in first)
                yield return row;
            while (await rest.MoveNextAsync().ConfigureAwait(false))
                yield return rest.Current;
        }
    }
}
