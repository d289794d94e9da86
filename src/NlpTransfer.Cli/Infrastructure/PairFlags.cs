using System.CommandLine;
using NlpTransfer.Corpora;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>How files of pairs are read: a column a language, or two aligned files with a comma between.</summary>
internal sealed class PairFlags
{
    private readonly Option<bool> _pairs = new("--pairs") { Description = "The files hold texts with their translations: a column a language, PO, TMX, or two aligned files as FILE,FILE." };
    private readonly Option<string?> _source = new("--source-column") { Description = "The column of the texts (default: found by its header).", HelpName = "NAME" };
    private readonly Option<string?> _target = new("--target-column") { Description = "The column of the translations (default: found by its header).", HelpName = "NAME" };
    private readonly Option<string?> _language = new("--source-language") { Description = "The language of the texts (default: the header's); LANG= before a file is that of its translations.", HelpName = "LANG" };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="always">Whether its files are pairs anyhow, so that nothing has to say so.</param>
    internal void AddTo(Command command, bool always = false)
    {
        if (!always)
            command.Add(_pairs);
        foreach (Option option in new Option[] { _source, _target, _language })
            command.Add(option);
    }

    /// <summary>Whether the files hold pairs.</summary>
    /// <exception cref="UsageException">An option speaks of pairs, and there are none.</exception>
    internal bool Asked(Invocation run)
    {
        if (run.Get(_pairs))
            return true;
        if (new Option[] { _source, _target, _language }.FirstOrDefault(run.IsGiven) is { } idle)
            throw new UsageException($"{idle.Name} says how pairs are read; add --pairs, or leave it out.");
        return false;
    }

    /// <summary>Opens the pairs of an argument as the options for data files have it.</summary>
    internal PairCorpus Open(Invocation run, DataOptions data, string argument) => Open(run, data.ForPairs(run), argument);

    /// <summary>Opens the pairs of an argument so that bad rows are left out and counted.</summary>
    internal PairCorpus Open(Invocation run, string? format, string argument) => Open(run, new PairReadOptions { Format = format, SkipBadRows = true }, argument);

    /// <summary>Reads the pairs of several arguments into memory.</summary>
    internal async Task<List<TextPair>> ReadAsync(Invocation run, DataOptions data, IEnumerable<string> arguments)
    {
        var pairs = new List<TextPair>();
        foreach (string argument in arguments)
        {
            var skipped = new SkippedRows();
            pairs.AddRange(await Open(run, data, argument).ReadAllAsync(skipped, run.Cancellation));
            DataOptions.Tell(run.Terminal, argument, skipped);
        }

        return pairs;
    }

    private PairCorpus Open(Invocation run, PairReadOptions options, string argument) =>
        PairCorpus.Parse(argument, run.Get(_language), options with { SourceColumn = run.Get(_source), TargetColumn = run.Get(_target) });
}
