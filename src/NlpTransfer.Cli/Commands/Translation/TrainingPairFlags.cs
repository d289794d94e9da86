using System.CommandLine;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;

namespace NlpTransfer.Cli.Commands.Translation;

/// <summary>Which pairs are read, and how.</summary>
internal sealed class TrainingPairFlags
{
    private readonly Option<string[]> _pairs = new("--pairs") { Description = "Texts with their translations: a table with a column a language, PO, TMX, or two aligned files with a comma between; the language is the translations'.", HelpName = "[LANG=]FILE", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _sourceText = new("--source-text") { Description = "Texts, one a line, whose translations --target-text holds.", HelpName = "FILE" };
    private readonly Option<string?> _targetText = new("--target-text") { Description = "The translations of --source-text, line by line.", HelpName = "FILE" };
    private readonly Option<string?> _to = new("--to") { Description = "The language of translations where no file says it.", HelpName = "LANG" };
    private readonly Option<string?> _from = new("--from") { Description = "The language of texts where no file says it.", HelpName = "LANG" };
    private readonly Option<string?> _sourceColumn = new("--source-column") { Description = "The column of texts (default: found by its header).", HelpName = "NAME" };
    private readonly Option<string?> _targetColumn = new("--target-column") { Description = "The column of translations (default: found by its header).", HelpName = "NAME" };
    private readonly Option<int?> _limit = Numbers.Optional("--limit", "Read only the first N pairs of each file.", 1, int.MaxValue);
    private readonly Option<bool> _skip = new("--skip-bad-rows") { Description = "Leave out rows that can't be read instead of stopping at the first." };

    internal void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_pairs, _sourceText, _targetText, _to, _from, _sourceColumn, _targetColumn, _limit, _skip])
            command.Add(option);
    }

    /// <summary>The language of translations that the user named.</summary>
    internal string? To(Invocation run) => run.Get(_to);

    /// <summary>Opens what is trained on.</summary>
    /// <exception cref="UsageException">There is nothing, or one file of two.</exception>
    internal IReadOnlyList<PairCorpus> Open(Invocation run)
    {
        string? source = run.Get(_sourceText), target = run.Get(_targetText);
        string[] tables = run.Get(_pairs) ?? [];
        if ((source is null) != (target is null))
            throw new UsageException($"{(source is null ? "--target-text" : "--source-text")} needs {(source is null ? "--source-text" : "--target-text")} beside it: two aligned files.");
        if (source is null && tables.Length == 0)
            throw new UsageException("give pairs to train on: --pairs, or --source-text and --target-text.");
        List<PairCorpus> corpora = [.. tables.Select(table => Parse(run, table))];
        if (source is not null)
            corpora.Add(PairCorpus.OpenAligned(source, target!, run.Get(_from), run.Get(_to), Options(run)));
        return corpora;
    }

    /// <summary>Opens one file as <c>--pairs</c> would.</summary>
    internal PairCorpus Parse(Invocation run, string argument)
    {
        PairCorpus corpus = PairCorpus.Parse(argument, run.Get(_from), Options(run));
        if (corpus.TargetLanguage is not null || run.Get(_to) is not { } to)
            return corpus;
        return PairCorpus.Parse($"{to}={argument}", run.Get(_from), Options(run));
    }

    private PairReadOptions Options(Invocation run) => new()
    {
        SourceColumn = run.Get(_sourceColumn),
        TargetColumn = run.Get(_targetColumn),
        Limit = run.Get(_limit),
        SkipBadRows = run.Get(_skip),
    };
}
