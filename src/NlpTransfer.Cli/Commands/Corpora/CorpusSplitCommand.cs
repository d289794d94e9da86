using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;

namespace NlpTransfer.Cli.Commands.Corpora;

internal sealed class CorpusSplitCommand : CliCommand
{
    private readonly DataOptions _data = new();
    private readonly PairFlags _pairs = new();
    private readonly Argument<string[]> _files = new("[LANG=]FILE") { Description = "The files to split together; rows of one group fall into one part, in every language.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<int?> _folds = Numbers.Optional("--folds", "Make N folds of equal size, fold-1 to fold-N, instead of train, dev and test.", 2, 1000);
    private readonly Option<string?> _parts = new("--parts") { Description = "Names and shares of the parts (default: train=0.8,dev=0.1,test=0.1).", HelpName = "A=0.8,B=0.2" };
    private readonly Option<ulong> _seed = CommonOptions.Seed();
    private readonly Option<string> _out = CommonOptions.Out("The folder to make, with a file a part.");
    private readonly Option<string?> _to = CorpusTarget.To();
    private readonly Option<bool> _force = CommonOptions.Force();

    internal CorpusSplitCommand(Terminal terminal)
        : base(
            terminal,
            "split",
            "Split files into parts or folds that share no group, with labels spread evenly.",
            "nlptransfer corpus split yor=all.tsv --out yor_Latn",
            "nlptransfer corpus split yor=yor.tsv eng=eng.tsv --group-column id --folds 5 --out folds",
            "nlptransfer corpus split yor=all.en,all.yo --pairs --source-language eng --out parts")
    {
        Add(_files);
        foreach (Option option in new Option[] { _folds, _parts, _seed, _out, _to, _force })
            Add(option);
        _pairs.AddTo(this);
        _data.AddTo(this);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        string goal = run.Get(_out)!;
        bool force = run.Get(_force);
        OutputGuard.Check(goal, force);
        ICorpusFormat format = CorpusFormats.Named(run.Get(_to) ?? "tsv");
        if (run.Get(_folds) is not null && run.Get(_parts) is not null)
            throw new UsageException("give --folds or --parts, not both.");
        var options = new CorpusSplitOptions { Folds = run.Get(_folds), Seed = run.Get(_seed) };
        if (run.Get(_parts) is { } parts)
            options = options with { Parts = [.. parts.Split(',').Select(ParsePart)] };
        options.Validate();
        if (_pairs.Asked(run))
            return await SplitPairsAsync(run, goal, format, options);
        var skipped = new SkippedRows();
        var rows = new List<CorpusRow>();
        foreach (string file in run.Get(_files)!)
            rows.AddRange(await _data.OpenText(run, file, keepOtherColumns: true).ReadAllAsync(skipped, run.Cancellation));
        DataOptions.Tell(run.Terminal, string.Join(", ", run.Get(_files)!), skipped);
        CorpusSplit split = CorpusSplit.Create(rows, options);
        IReadOnlyList<string> written = await split.WriteAsync(goal, format, force, run.Cancellation);
        var json = new JsonObject
        {
            ["out"] = goal,
            ["dropped"] = CorpusTarget.Dropped(skipped.ByReason),
            ["parts"] = new JsonArray([.. split.Parts.Zip(written, (part, file) => new JsonObject
            {
                ["file"] = file,
                ["name"] = part.Name,
                ["rows"] = part.Rows.Count,
                ["groups"] = part.Groups,
                ["labels"] = new JsonObject([.. part.Labels.Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value))]),
            })]),
        };
        run.Terminal.Result(json, console => Tables.Write(
            console,
            ["written", ">rows", ">groups"],
            split.Parts.Zip(written, (part, file) => (string[])[file, Figures.Count(part.Rows.Count), Figures.Count(part.Groups)])));
        return 0;
    }

    private async Task<int> SplitPairsAsync(Invocation run, string goal, ICorpusFormat format, CorpusSplitOptions options)
    {
        List<TextPair> pairs = await _pairs.ReadAsync(run, _data, run.Get(_files)!);
        PairSplit split = await Task.Run(() => PairSplit.Create(pairs, options, null, run.Cancellation), run.Cancellation);
        IReadOnlyList<string> written = await split.WriteAsync(goal, format, run.Get(_force), run.Cancellation);
        var json = new JsonObject
        {
            ["out"] = goal,
            ["parts"] = new JsonArray([.. split.Parts.Zip(written, (part, file) => new JsonObject
            {
                ["file"] = file,
                ["name"] = part.Name,
                ["rows"] = part.Pairs.Count,
                ["groups"] = part.Groups,
            })]),
        };
        run.Terminal.Result(json, console => Tables.Write(
            console,
            ["written", ">pairs", ">groups"],
            split.Parts.Zip(written, (part, file) => (string[])[file, Figures.Count(part.Pairs.Count), Figures.Count(part.Groups)])));
        return 0;
    }

    private static KeyValuePair<string, double> ParsePart(string part)
    {
        string[] pieces = part.Split('=');
        return pieces.Length == 2 && double.TryParse(pieces[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double share)
            ? new(pieces[0].Trim(), share)
            : throw new UsageException($"--parts takes names with their shares, such as train=0.8,test=0.2, not '{part}'.");
    }
}
