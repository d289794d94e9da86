namespace NlpTransfer.Corpora;

/// <summary>How a corpus is read. Everything has a default that suits a file with a header of usual column names.</summary>
public sealed record CorpusReadOptions
{
    /// <summary>The format by name (<see cref="ICorpusFormat.Name"/>); null, the default, tells it by content, then by extension.</summary>
    public string? Format { get; init; }

    /// <summary>The language of rows that name none themselves; null, the default, leaves it open (a folder named like <c>yor_Latn</c> gives its own).</summary>
    public string? Language { get; init; }

    /// <summary>The column that holds the text; null, the default, looks for a usual name (<c>text</c>, <c>sentence</c>, <c>utterance</c>, ...), then for one that names <see cref="Language"/>.</summary>
    public string? TextColumn { get; init; }

    /// <summary>The column that holds the label; null, the default, looks for a usual name (<c>label</c>, <c>category</c>, <c>topic</c>, ...).</summary>
    public string? LabelColumn { get; init; }

    /// <summary>The column that ties rows together; null, the default, looks for <c>group</c>, <c>group_id</c> or <c>index_id</c>.</summary>
    public string? GroupColumn { get; init; }

    /// <summary>The column that holds the row's identifier; null, the default, looks for <c>id</c> and its like.</summary>
    public string? IdColumn { get; init; }

    /// <summary>The column that holds the language; null, the default, looks for <c>language</c> or <c>lang</c>.</summary>
    public string? LanguageColumn { get; init; }

    /// <summary>The column that holds the split; null, the default, looks for <c>split</c> or <c>subset</c>.</summary>
    public string? SplitColumn { get; init; }

    /// <summary>Only rows of this split are read; null, the default, reads all. Rows that name no split are left out when one is asked for.</summary>
    public string? Split { get; init; }

    /// <summary>Only so many rows are read, the first ones of those that <see cref="Split"/> leaves; null, the default, reads all. At least 1.</summary>
    public int? Limit { get; init; }

    /// <summary>The longest row that is accepted, in bytes as read; 1 to 1,073,741,824, default 4,194,304. Memory grows to a small multiple of the longest row met.</summary>
    public int MaximumRowLength { get; init; } = 4 << 20;

    /// <summary>Whether rows that can't be used are counted and left out (true) or end the reading with their file and line (false, the default).</summary>
    public bool SkipBadRows { get; init; }

    /// <summary>
    /// Whether quotation marks around a field of a TSV file are quoting and are removed (true; files written by spreadsheet programs or pandas), or part of the field wherever the row
    /// has the right number of columns with them (false, the default). Without effect on other formats.
    /// </summary>
    public bool QuotedTsv { get; init; }

    /// <summary>Whether a row without a label counts as bad. <see cref="LabeledCorpus"/> sets it, <see cref="TextCorpus"/> clears it. Default false.</summary>
    public bool RequireLabels { get; init; }

    /// <summary>Whether columns without a role are kept in <see cref="CorpusRow.Other"/>. Default false.</summary>
    public bool KeepOtherColumns { get; init; }

    /// <summary>Where text and translation stand when pairs are read; <see cref="PairCorpus"/> sets it.</summary>
    internal PairColumns? Pair { get; init; }

    /// <summary>Whether rows belong by their place to those of other files, so that empty texts are kept and no row may be left out; <see cref="SegmentFile"/> sets it.</summary>
    internal bool Segments { get; init; }

    /// <summary>What the text's column is called before the usual names are tried.</summary>
    internal IReadOnlyList<string> UsualTextColumns { get; init; } = [];

    /// <summary>Checks the options.</summary>
    /// <exception cref="UsageException">Names every fault.</exception>
    public void Validate()
    {
        List<string> faults = [];
        if (MaximumRowLength is < 1 or > 1 << 30)
            faults.Add($"MaximumRowLength is {MaximumRowLength.ToString(System.Globalization.CultureInfo.InvariantCulture)}, but must be from 1 to 1,073,741,824 bytes");
        if (Limit < 1)
            faults.Add($"Limit is {Limit.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)}, but must be at least 1");
        string[] formats = [.. CorpusFormats.All.Select(f => f.Name), .. Pair is null ? [] : PairFormats.All.Select(f => f.Name)];
        if (Format is not null && !formats.Contains(Format, StringComparer.OrdinalIgnoreCase))
            faults.Add($"format '{Format}' is not known; use one of {string.Join(", ", formats)}");
        string[] named = [.. new[] { TextColumn, LabelColumn, GroupColumn, IdColumn, LanguageColumn, SplitColumn }.OfType<string>()];
        if (named.Any(string.IsNullOrWhiteSpace))
            faults.Add("a column name is empty");
        if (TextColumn is not null && TextColumn == LabelColumn)
            faults.Add($"column '{TextColumn}' can't be text and label at once");
        if (faults.Count > 0)
            throw new UsageException("The corpus can't be read as asked: " + string.Join("; ", faults) + ".");
    }
}
