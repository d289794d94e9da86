using System.CommandLine;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;

namespace NlpTransfer.Cli.Commands.Translation;

/// <summary>The pairs that a translator is measured on, and those that it was trained on.</summary>
internal sealed class HeldOutPairFlags
{
    private readonly Option<string[]> _pairs = new("--pairs") { Description = "Held-out texts with their translations: a table with a column a language, PO, TMX, or two aligned files as FILE,FILE; several are pooled.", HelpName = "[LANG=]FILE", Required = true, AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _train = new("--train") { Description = "The pairs that the model was trained on, to find those of --pairs that it knows (default: the files that its nlptransfer.json names, where they are at hand).", HelpName = "[LANG=]FILE", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _source = new("--source-column") { Description = "The column of texts (default: found by its header).", HelpName = "NAME" };
    private readonly Option<string?> _target = new("--target-column") { Description = "The column of translations (default: found by its header).", HelpName = "NAME" };
    private readonly Option<string?> _format = DataOptions.FormatOption();
    private readonly Option<string?> _split = new("--split") { Description = "Read only the pairs of this split of --pairs (train, dev, test), where files or folders have several.", HelpName = "NAME" };
    private readonly Option<int?> _limit = Numbers.Optional("--limit", "Read only the first N pairs of each file of --pairs.", 1, int.MaxValue);
    private readonly Option<bool> _skip = new("--skip-bad-rows") { Description = "Leave out rows that can't be read, and count them, instead of stopping at the first." };

    internal void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_pairs, _train, _source, _target, _format, _split, _limit, _skip])
            command.Add(option);
    }

    /// <summary>Reads the held-out pairs; what was left out is told.</summary>
    internal async Task<List<TextPair>> ReadAsync(Invocation run, string? from, string? to)
    {
        PairReadOptions options = Columns(run) with { Split = run.Get(_split), Limit = run.Get(_limit), SkipBadRows = run.Get(_skip) };
        var pairs = new List<TextPair>();
        foreach (string file in run.Get(_pairs)!)
        {
            var skipped = new SkippedRows();
            pairs.AddRange(await Open(file, from, to, options).ReadAllAsync(skipped, run.Cancellation));
            DataOptions.Tell(run.Terminal, file, skipped);
        }

        return pairs;
    }

    /// <summary>What is known of the pairs that the model was trained on.</summary>
    internal async Task<Evaluation.TrainedPairs> TrainedOnAsync(Invocation run, TranslationFolder model, string? from, string? to)
    {
        PairReadOptions options = Columns(run) with { SkipBadRows = true };
        return run.Get(_train) is { Length: > 0 } train
            ? await Evaluation.TrainedPairs.ReadAsync([.. train.Select(file => Open(file, from, to, options))], run.Cancellation)
            : await Evaluation.TrainedPairs.FindAsync(model.Provenance, Folders(run, model.Path), options, run.Cancellation);
    }

    /// <summary>Where training data usually lies: beside the model, beside the test data, and where the user works.</summary>
    private string[] Folders(Invocation run, string model) =>
    [
        .. run.Get(_pairs)!.SelectMany(argument => DataArgument.Parse(argument).Path.Split(',')).Prepend(Path.TrimEndingDirectorySeparator(Path.GetFullPath(model)))
            .Select(path => Path.GetDirectoryName(Path.GetFullPath(path))).Append(Path.GetFullPath(".")).OfType<string>().Distinct(),
    ];

    private PairReadOptions Columns(Invocation run) => new() { Format = run.Get(_format), SourceColumn = run.Get(_source), TargetColumn = run.Get(_target) };

    private static PairCorpus Open(string argument, string? from, string? to, PairReadOptions options)
    {
        bool named = DataArgument.Parse(argument).Language is not null || to is null;
        return PairCorpus.Parse(named ? argument : $"{to}={argument}", from, options);
    }
}
