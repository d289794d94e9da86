namespace NlpTransfer.Corpora;

/// <summary>The usual names of each role's column, the most telling first, and those that options name instead.</summary>
internal static class ColumnNames
{
    private static readonly Dictionary<ColumnRole, string[]> Usual = new()
    {
        [ColumnRole.Text] = ["text", "sentence", "utterance", "tweet", "review", "document", "content", "message", "comment", "query", "question", "headline", "title"],
        [ColumnRole.Label] = ["label", "category", "topic", "intent", "sentiment", "class", "target", "emotion"],
        [ColumnRole.Group] = ["group", "group_id", "index_id"],
        [ColumnRole.Id] = ["id", "row_id", "uid"],
        [ColumnRole.Language] = ["language", "lang"],
        [ColumnRole.Split] = ["split", "subset"],
        [ColumnRole.Translation] = [],
    };

    /// <summary>All names that any role goes by, for recognising a header.</summary>
    public static bool IsUsual(string name) => Usual.Values.Any(names => names.Contains(name.Trim(), StringComparer.OrdinalIgnoreCase));

    /// <summary>The usual names of a role.</summary>
    public static IReadOnlyList<string> Of(ColumnRole role) => Usual[role];

    /// <summary>The name that the options give for a role, or null.</summary>
    public static string? Named(CorpusReadOptions options, ColumnRole role) => role switch
    {
        ColumnRole.Text => options.TextColumn,
        ColumnRole.Label => options.LabelColumn,
        ColumnRole.Group => options.GroupColumn,
        ColumnRole.Id => options.IdColumn,
        ColumnRole.Language => options.LanguageColumn,
        ColumnRole.Split => options.SplitColumn,
        _ => null,
    };

    /// <summary>The command line's option for a role.</summary>
    public static string Option(ColumnRole role) => $"--{role.ToString().ToLowerInvariant()}-column";
}
