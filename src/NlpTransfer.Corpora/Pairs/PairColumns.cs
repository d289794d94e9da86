namespace NlpTransfer.Corpora;

/// <summary>Which two columns of a table are a text and its translation, found by name or by language.</summary>
internal sealed record PairColumns(string? SourceColumn, string? TargetColumn, string? SourceLanguage, string? TargetLanguage)
{
    private static readonly string[] SourceNames = ["source", "src"];
    private static readonly string[] TargetNames = ["target", "tgt", "translation"];

    // Usual names of other columns that are codes of small languages too.
    private static readonly string[] NoLanguages = ["id", "key", "src", "tgt", "uid", "tag", "url", "row"];

    /// <summary>Finds the columns.</summary>
    /// <param name="names">The header.</param>
    /// <param name="where">The header's place, for messages.</param>
    /// <exception cref="BadDataException">One is not there, or more than one could be meant.</exception>
    public PairFound Resolve(IReadOnlyList<string> names, string where)
    {
        int source = Named(names, where, SourceColumn, "--source-column");
        int target = Named(names, where, TargetColumn, "--target-column");
        if (source < 0)
            source = ByLanguage(names, SourceLanguage, target);
        if (target < 0)
            target = ByLanguage(names, TargetLanguage, source);
        if (source < 0)
            source = ByUsualName(names, SourceNames, target);
        if (target < 0)
            target = ByUsualName(names, TargetNames, source);
        int[] languages = [.. Enumerable.Range(0, names.Count).Where(i => i != source && i != target && LanguageOf(names[i]) is not null)];
        if (source < 0 && target < 0 && languages.Length == 2)
            (source, target) = (languages[0], languages[1]);
        else if (source < 0 && target >= 0 && SourceLanguage is null && languages.Length == 1)
            source = languages[0];
        else if (target < 0 && source >= 0 && TargetLanguage is null && languages.Length == 1)
            target = languages[0];
        Require(source, names, where, "source", SourceLanguage, "eng");
        Require(target, names, where, "target", TargetLanguage, "yor");
        if (source == target)
            throw new BadDataException($"{where}: the column '{names[source]}' can't be text and translation at once; name two columns with --source-column and --target-column.");
        return new PairFound(source, target, SourceLanguage ?? LanguageOf(names[source]), TargetLanguage ?? LanguageOf(names[target]));
    }

    private static void Require(int at, IReadOnlyList<string> names, string where, string side, string? language, string example)
    {
        if (at < 0)
        {
            throw new BadDataException($"{where}: no column of the {side} language{(language is null ? "" : $" '{language}'")} was found among {ColumnMap.List(names)}; " +
                $"name it with --{side}-column, or give the file a header with its code, such as {language ?? example}.");
        }
    }

    private static int Named(IReadOnlyList<string> names, string where, string? name, string option)
    {
        if (name is null)
            return -1;
        int at = ColumnMap.Find(names, name.Trim());
        return at >= 0 ? at : throw new BadDataException($"{where}: there is no column '{name}', named by {option}; the columns are {ColumnMap.List(names)}.");
    }

    private static int ByUsualName(IReadOnlyList<string> names, string[] usual, int taken) =>
        usual.Select(name => ColumnMap.Find(names, name)).FirstOrDefault(i => i >= 0 && i != taken, -1);

    /// <summary>The column that is named by a language, -1 where there is none. The same language and script come before the same language in another script.</summary>
    /// <param name="names">The header.</param>
    /// <param name="language">The language; null finds nothing.</param>
    /// <param name="taken">A column that is not meant; -1 for none.</param>
    public static int ByLanguage(IReadOnlyList<string> names, string? language, int taken)
    {
        if (language is null)
            return -1;
        LanguageTag wanted = LanguageTag.Parse(language);
        int[] alike = [.. Enumerable.Range(0, names.Count).Where(i => i != taken && LanguageNames.Tag(names[i])?.Iso6393 == wanted.Iso6393)];
        return alike.OrderBy(i => LanguageNames.Tag(names[i]) == wanted ? 0 : 1).FirstOrDefault(-1);
    }

    private static string? LanguageOf(string name) =>
        NoLanguages.Contains(name, StringComparer.OrdinalIgnoreCase) || ColumnNames.IsUsual(name) ? null
        : LanguageNames.Tag(name) is not null && LanguageTag.TryParse(name, out _) ? name : LanguageNames.Tag(name)?.Iso6393;
}

/// <summary>The two columns and what is known of their languages.</summary>
internal readonly record struct PairFound(int Source, int Target, string? SourceLanguage, string? TargetLanguage);
