namespace NlpTransfer.Remapping;

/// <summary>A text that tells which pieces are needed.</summary>
/// <param name="Path">
/// The file: plain text, a corpus that <see cref="Corpora.TextCorpus"/> reads (TSV, CSV, JSON Lines, Parquet), or a treebank (<c>.conllu</c>), of which the
/// sentences' texts are read.
/// </param>
public sealed record TrimText(string Path)
{
    /// <summary>The language; texts of one language are counted as one. Null, the default, stands for a language of its own.</summary>
    public string? Language { get; init; }

    /// <summary>
    /// The column that holds the text, by its name in the header; null, the default, looks for a usual name. A number, from 1, is the place of the column in a
    /// tab-separated file without a header, such as a word list.
    /// </summary>
    public string? Column { get; init; }

    /// <summary>How much the text counts beside others of its language; above 0, default 1. More for a text that is like those to come.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>What the text is called in reports and in nlptransfer.json; null, the default, takes the path without what leads out of the folder.</summary>
    public string? Name { get; init; }

    /// <summary>The licence, as an SPDX identifier or a short text; null where it is not known.</summary>
    public string? Licence { get; init; }

    /// <summary>Whom the licence asks to name, and where the text is from; null for nobody.</summary>
    public string? Credit { get; init; }

    /// <summary>The language, or where there is none the name of the text.</summary>
    internal string Group => Language ?? ShownName;

    internal string ShownName => Name ?? (System.IO.Path.IsPathFullyQualified(Path)
        ? System.IO.Path.GetFileName(Path)
        : string.Join('/', Path.Replace('\\', '/').Split('/').SkipWhile(part => part is ".." or ".")));
}
