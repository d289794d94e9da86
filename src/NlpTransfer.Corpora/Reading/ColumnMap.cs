namespace NlpTransfer.Corpora;

/// <summary>Which column plays which role in a table.</summary>
internal sealed class ColumnMap
{
    private readonly int[] _roles = [-1, -1, -1, -1, -1, -1, -1];

    private ColumnMap(IReadOnlyList<string> columns)
    {
        Columns = columns;
    }

    public IReadOnlyList<string> Columns { get; }

    /// <summary>The column of a role, or -1.</summary>
    public int this[ColumnRole role] => _roles[(int)role];

    /// <summary>The two languages, where the table is one of pairs.</summary>
    public PairFound? Pair { get; private set; }

    /// <summary>The columns that play no role, when the options ask for them.</summary>
    public IReadOnlyList<int> Others { get; private set; } = [];

    /// <summary>Finds the roles. A column that an option names plays that role and is found for no other by its usual name.</summary>
    /// <exception cref="BadDataException">A named column, the text or a label that is needed is missing, or a name stands twice.</exception>
    public static ColumnMap Resolve(IReadOnlyList<string> header, string where, CorpusReadOptions options)
    {
        string[] names = [.. header.Select(h => h.Trim())];
        var map = new ColumnMap(names);
        foreach (string twice in names.GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1 && g.Key.Length > 0).Select(g => g.Key))
            throw new BadDataException($"{where}: the column '{twice}' stands twice in the header; rename one.");
        HashSet<int> taken = [];
        if (options.Pair is not null)
            map.TakePair(options.Pair.Resolve(names, where), taken);
        foreach (ColumnRole role in Enum.GetValues<ColumnRole>())
        {
            if (ColumnNames.Named(options, role) is not { } name)
                continue;
            int at = Find(names, name.Trim());
            if (at < 0)
                throw new BadDataException($"{where}: there is no column '{name}', named by {ColumnNames.Option(role)}; the columns are {List(names)}.");
            map._roles[(int)role] = at;
            taken.Add(at);
        }

        foreach (ColumnRole role in Enum.GetValues<ColumnRole>().Where(r => map[r] < 0))
        {
            IEnumerable<string> usual = role == ColumnRole.Text ? options.UsualTextColumns.Concat(ColumnNames.Of(role)) : ColumnNames.Of(role);
            int at = usual.Select(n => Find(names, n)).FirstOrDefault(i => i >= 0 && !taken.Contains(i), -1);
            map._roles[(int)role] = at;
        }

        if (map[ColumnRole.Text] < 0)
            map._roles[(int)ColumnRole.Text] = ByLanguage(names, options, map._roles);
        map.Require(ColumnRole.Text, where);
        if (options.RequireLabels)
            map.Require(ColumnRole.Label, where);
        if (options.KeepOtherColumns)
            map.Others = [.. Enumerable.Range(0, names.Length).Except(map._roles)];
        return map;
    }

    /// <summary>Whether names include the text's column.</summary>
    public static bool HasText(IReadOnlyList<string> names, CorpusReadOptions options) =>
        (options.TextColumn is { } named ? [named.Trim()] : options.UsualTextColumns.Concat(ColumnNames.Of(ColumnRole.Text))).Any(n => names.Contains(n, StringComparer.OrdinalIgnoreCase))
        || ByLanguage(names, options, []) >= 0;

    // A table of translations has a column a language, and no other name tells the text.
    private static int ByLanguage(IReadOnlyList<string> names, CorpusReadOptions options, IEnumerable<int> taken)
    {
        int at = options.TextColumn is null && options.Pair is null ? PairColumns.ByLanguage(names, options.Language, taken: -1) : -1;
        return taken.Contains(at) ? -1 : at;
    }

    public static string List(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"'{n}'"));

    private void TakePair(PairFound pair, HashSet<int> taken)
    {
        Pair = pair;
        _roles[(int)ColumnRole.Text] = pair.Source;
        _roles[(int)ColumnRole.Translation] = pair.Target;
        taken.UnionWith([pair.Source, pair.Target]);
    }

    private void Require(ColumnRole role, string where)
    {
        if (this[role] >= 0)
            return;
        string what = role == ColumnRole.Text ? "text" : "label";
        throw new BadDataException($"{where}: no {what} column was found among {List(Columns)}; name it with {ColumnNames.Option(role)}, " +
            $"or call it {string.Join(", ", ColumnNames.Of(role).Take(5))}.");
    }

    /// <summary>The column of a name, letter case counting only where it decides; -1 where there is none.</summary>
    public static int Find(IReadOnlyList<string> names, string name)
    {
        int exact = At(StringComparison.Ordinal);
        return exact >= 0 ? exact : At(StringComparison.OrdinalIgnoreCase);

        int At(StringComparison comparison) => Enumerable.Range(0, names.Count).FirstOrDefault(i => string.Equals(names[i], name, comparison), -1);
    }
}
