using System.CommandLine;
using NlpTransfer.Corpora;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>How data files are read: the options that every command with <c>[LANG=]FILE</c> arguments shares.</summary>
internal sealed class DataOptions
{
    private readonly Option<string?> _text = Column("text");
    private readonly Option<string?> _label = Column("label");
    private readonly Option<string?> _group = Column("group");
    private readonly Option<string?> _id = Column("id");
    private readonly Option<string?> _language = Column("language");
    private readonly Option<string?> _splitColumn = Column("split");
    private readonly Option<string?> _split = new("--split") { Description = "Read only the rows of this split (train, dev, test), where files or folders have several.", HelpName = "NAME" };
    private readonly Option<string?> _format = FormatOption();
    private readonly Option<int?> _limit = Numbers.Optional("--limit", "Read only the first N rows of each file.", 1, int.MaxValue);
    private readonly Option<bool> _skip = new("--skip-bad-rows") { Description = "Leave out rows that can't be read, and count them, instead of stopping at the first." };

    private Option[] All => [_text, _label, _group, _id, _language, _splitColumn, _split, _format, _limit, _skip];

    /// <summary><c>--format</c>.</summary>
    internal static Option<string?> FormatOption() => new("--format")
    {
        Description = $"Format of the files: {string.Join(", ", CorpusFormats.All.Select(f => f.Name))}, for pairs po and tmx too (default: told by content, then by ending).",
        HelpName = "NAME",
    };

    /// <summary>The options as far as they concern pairs.</summary>
    /// <exception cref="UsageException">One of them speaks of a column that pairs have not.</exception>
    internal PairReadOptions ForPairs(Invocation run)
    {
        if (new Option[] { _text, _label, _group, _id, _language, _splitColumn }.FirstOrDefault(run.IsGiven) is { } idle)
            throw new UsageException($"{idle.Name} names a column that pairs have not; name theirs with --source-column and --target-column.");
        return new PairReadOptions { Format = run.Get(_format), Split = run.Get(_split), Limit = run.Get(_limit), SkipBadRows = run.Get(_skip) };
    }

    /// <summary>Adds the options to a command.</summary>
    internal void AddTo(Command command)
    {
        foreach (Option option in All)
            command.Add(option);
    }

    /// <summary>The first of the options that the user wrote, or null.</summary>
    internal Option? GivenOption(Invocation run) => All.FirstOrDefault(run.IsGiven);

    /// <summary>How many rows are read at most; null for all.</summary>
    internal int? Limit(Invocation run) => run.Get(_limit);

    /// <summary>Whether the user says how a file is read, beyond how much of it.</summary>
    internal bool SaysHow(Invocation run) => All.Any(option => option != _limit && run.IsGiven(option));

    /// <summary>Opens the labelled file of an argument.</summary>
    internal LabeledCorpus OpenLabeled(Invocation run, string argument, string? folderSplit = null)
    {
        DataArgument data = DataArgument.Parse(argument);
        return LabeledCorpus.Open(data.Path, data.Language, Read(run, data, folderSplit));
    }

    /// <summary>
    /// Opens the labelled file of an argument for work that reads it by itself: bad rows that are left out are told beforehand, and standard input,
    /// which can be read once only, is kept in memory.
    /// </summary>
    internal async Task<LabeledCorpus> LoadLabeledAsync(Invocation run, string argument, string? folderSplit = null)
    {
        LabeledCorpus corpus = OpenLabeled(run, argument, folderSplit);
        bool once = corpus.Path == "-";
        if (!once && !run.Get(_skip))
            return corpus;
        var skipped = new SkippedRows();
        IReadOnlyList<CorpusRow> rows = await corpus.ReadAllAsync(skipped, run.Cancellation);
        Tell(run.Terminal, argument, skipped);
        return once ? LabeledCorpus.FromRows(rows, corpus.Language) : corpus;
    }

    /// <summary>Opens the file of an argument whose rows need no label.</summary>
    internal TextCorpus OpenText(Invocation run, string argument, bool keepOtherColumns = false)
    {
        DataArgument data = DataArgument.Parse(argument);
        return TextCorpus.Open(data.Path, data.Language, Read(run, data, null) with { KeepOtherColumns = keepOtherColumns });
    }

    /// <summary>Says which rows were left out, and why, where <c>--skip-bad-rows</c> left out any.</summary>
    internal static void Tell(Terminal terminal, string file, SkippedRows skipped)
    {
        if (skipped.Total == 0)
            return;
        string reasons = string.Join(", ", skipped.ByReason.Select(r => $"{Figures.Count(r.Value)} {Describe(r.Key)} (first: {skipped.FirstByReason[r.Key]})"));
        terminal.Warn($"{file}: left out {Figures.Count(skipped.Total)} bad rows: {reasons}");
    }

    /// <summary>A reason as JSON names it.</summary>
    internal static string Name(BadRowReason reason) => char.ToLowerInvariant(reason.ToString()[0]) + reason.ToString()[1..];

    /// <summary>A reason in a sentence that counts rows.</summary>
    internal static string Describe(BadRowReason reason) => reason switch
    {
        BadRowReason.InvalidUtf8 => "not UTF-8",
        BadRowReason.TooLong => "too long",
        BadRowReason.NulCharacter => "with a NUL character",
        BadRowReason.WrongColumnCount => "with a wrong number of columns",
        BadRowReason.BrokenQuoting => "with broken quoting",
        BadRowReason.InvalidJson => "not a JSON object",
        BadRowReason.EmptyText => "without text",
        BadRowReason.MissingLabel => "without label",
        BadRowReason.MissingTranslation => "without translation",
        BadRowReason.Fuzzy => "fuzzy",
        BadRowReason.Obsolete => "obsolete",
        _ => reason.ToString(),
    };

    // A folder has a file a split: where the user names none, folderSplit is read, since a training must not swallow the test rows.
    private CorpusReadOptions Read(Invocation run, DataArgument data, string? folderSplit)
    {
        string? split = run.Get(_split);
        if (split is null && folderSplit is not null && Directory.Exists(data.Path))
        {
            split = folderSplit;
            run.Terminal.Note($"{data.Path}: reading the {split} rows of the folder; --split names others");
        }

        return new CorpusReadOptions
        {
            TextColumn = run.Get(_text),
            LabelColumn = run.Get(_label),
            GroupColumn = run.Get(_group),
            IdColumn = run.Get(_id),
            LanguageColumn = run.Get(_language),
            SplitColumn = run.Get(_splitColumn),
            Split = split,
            Format = run.Get(_format),
            Limit = run.Get(_limit),
            SkipBadRows = run.Get(_skip),
        };
    }

    private static Option<string?> Column(string role) => new($"--{role}-column")
    {
        Description = $"The column that holds the {role} (default: found by its header).",
        HelpName = "NAME",
    };
}
