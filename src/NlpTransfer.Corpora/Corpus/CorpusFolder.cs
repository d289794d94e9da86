using System.Text.RegularExpressions;

namespace NlpTransfer.Corpora;

/// <summary>
/// A folder that holds a corpus in one file a split, as SIB-200 has it: <c>train.tsv</c>, <c>dev.tsv</c> (or valid, validation), <c>test.tsv</c>,
/// with further parts in the name allowed (<c>train.yo.csv</c>). A folder named like a FLORES code (<c>yor_Latn</c>) gives its language.
/// </summary>
internal static partial class CorpusFolder
{
    private static readonly Dictionary<string, string> Splits = new(StringComparer.OrdinalIgnoreCase)
    {
        ["train"] = "train",
        ["dev"] = "dev",
        ["valid"] = "dev",
        ["validation"] = "dev",
        ["test"] = "test",
    };

    /// <summary>The files, train first.</summary>
    /// <exception cref="BadDataException">There is none, or two of one split.</exception>
    public static IReadOnlyList<CorpusFile> Find(string folder)
    {
        List<CorpusFile> files = [];
        foreach (string path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            string stem = Path.GetFileName(path).Split('.', '_', '-')[0];
            if (CorpusFormats.ByExtension(path) is not null && Splits.TryGetValue(stem, out string? split))
                files.Add(new CorpusFile(path, split));
        }

        if (files.Count == 0)
            throw new BadDataException($"{folder}: the folder holds no corpus; expected train.tsv, dev.tsv or test.tsv (or other formats), or give a file.");
        if (files.GroupBy(f => f.Split).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new BadDataException($"{folder}: several files claim the split '{twice.Key}' ({string.Join(", ", twice.Select(f => Path.GetFileName(f.Path)))}); give the file you mean.");
        return [.. files.OrderBy(f => f.Split switch { "train" => 0, "dev" => 1, _ => 2 })];
    }

    /// <summary>The language that the folder's name gives, or null.</summary>
    public static string? Language(string folder)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        return FloresCode().IsMatch(name) ? name : null;
    }

    [GeneratedRegex("^[a-z]{3}_[A-Z][a-z]{3}$")]
    private static partial Regex FloresCode();
}
