using System.CommandLine;
using NlpTransfer.Cli.Commands.Classify;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Training;

namespace NlpTransfer.Cli.Commands.Remap;

/// <summary>Labelled rows by which remapped models are judged.</summary>
internal sealed class LabeledFlags
{
    private readonly Option<string[]> _labeled = new("--labeled", "-l")
    {
        Description = "Labelled rows to judge by too: accuracy of logistic regression on frozen vectors, beside letters and the model that is not remapped. Files of one language are pooled, several languages share the folds.",
        HelpName = "[LANG=]FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int?> _folds = Numbers.Optional("--folds", "Folds over the groups of the labelled rows (default 5).", 2, 100);
    private readonly Option<string?> _label = Column("label");
    private readonly Option<string?> _group = Column("group");
    private readonly Option<string?> _split = new("--split") { Description = "Read only the rows of this split (train, dev) of the labelled files and folders.", HelpName = "NAME" };

    internal void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_labeled, _folds, _label, _group, _split])
            command.Add(option);
    }

    /// <summary>The number of folds.</summary>
    internal int Folds(Invocation run) => run.Get(_folds) ?? 5;

    /// <summary>Reads the rows; none where none are given.</summary>
    /// <param name="run">The call.</param>
    /// <param name="inputs">Gets the files that were read.</param>
    /// <exception cref="UsageException">An option is about labelled rows, and none are given.</exception>
    internal Task<IReadOnlyList<LanguageRows>> ReadAsync(Invocation run, List<string> inputs)
    {
        string[] files = run.Get(_labeled) ?? [];
        if (files.Length == 0 && new Option[] { _folds, _label, _group, _split }.FirstOrDefault(run.IsGiven) is { } idle)
            throw new UsageException($"{idle.Name} is about the labelled rows, and none are given; leave it out, or give --labeled.");
        var options = new CorpusReadOptions { LabelColumn = run.Get(_label), GroupColumn = run.Get(_group), Split = run.Get(_split) };
        return LabeledLanguages.ReadAsync(
            run, files.Select(file => (file, DataArgument.Parse(file))).Select(file => (file.file, LabeledCorpus.Open(file.Item2.Path, file.Item2.Language, options))), inputs);
    }

    private static Option<string?> Column(string role) => new($"--{role}-column") { Description = $"The column of the labelled files that holds the {role} (default: found by its header).", HelpName = "NAME" };
}
