namespace NlpTransfer.Corpora;

/// <summary>How pairs are read. Everything has a default that suits a file with a header of language codes.</summary>
public sealed record PairReadOptions
{
    /// <summary>The format by name (<see cref="ICorpusFormat.Name"/>); null, the default, tells it by content, then by extension. Not for two aligned files.</summary>
    public string? Format { get; init; }

    /// <summary>
    /// The column that holds the texts; null, the default, looks for the source language's code or English name, then for <c>source</c> or <c>src</c>,
    /// then for the only column that is named like a language and is not the target. Not for two aligned files.
    /// </summary>
    public string? SourceColumn { get; init; }

    /// <summary>The column that holds the translations; null, the default, looks as for the source (<c>target</c>, <c>tgt</c>, <c>translation</c>). Not for two aligned files.</summary>
    public string? TargetColumn { get; init; }

    /// <summary>Only pairs of this split are read; null, the default, reads all. Not for two aligned files.</summary>
    public string? Split { get; init; }

    /// <summary>Only so many pairs are read, the first ones of those that <see cref="Split"/> leaves; null, the default, reads all. At least 1.</summary>
    public int? Limit { get; init; }

    /// <summary>The longest row (in two files: line) that is accepted, in bytes; 1 to 1,073,741,824, default 4,194,304.</summary>
    public int MaximumRowLength { get; init; } = 4 << 20;

    /// <summary>Whether rows that can't be used are counted and left out (true) or end the reading with their file and line (false, the default).</summary>
    public bool SkipBadRows { get; init; }

    /// <inheritdoc cref="CorpusReadOptions.QuotedTsv"/>
    public bool QuotedTsv { get; init; }

    /// <summary>The options of the reader underneath.</summary>
    internal CorpusReadOptions ToCorpusOptions(string? sourceLanguage, string? targetLanguage) => new()
    {
        Format = Format,
        Split = Split,
        Limit = Limit,
        MaximumRowLength = MaximumRowLength,
        SkipBadRows = SkipBadRows,
        QuotedTsv = QuotedTsv,
        Pair = new PairColumns(SourceColumn, TargetColumn, sourceLanguage, targetLanguage),
    };

    /// <summary>Checks what only two aligned files forbid.</summary>
    internal void RequireForTwoFiles() => new OptionFaults("two aligned files")
        .Require(Format is null, "they are plain text, so no format can be named")
        .Require(SourceColumn is null && TargetColumn is null, "they have no columns to name")
        .Require(Split is null, "they have no splits")
        .Require(!QuotedTsv, "they have no quoted fields")
        .ThrowIfAny();
}
