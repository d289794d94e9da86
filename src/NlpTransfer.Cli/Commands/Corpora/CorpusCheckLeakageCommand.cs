using System.CommandLine;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;

namespace NlpTransfer.Cli.Commands.Corpora;

internal sealed class CorpusCheckLeakageCommand : CliCommand
{
    private readonly DataOptions _data = new();
    private readonly PairFlags _pairs = new();
    private readonly Option<string[]> _train = new("--train") { Description = "Files that are trained on, sources and development rows included.", HelpName = "[LANG=]FILE", Required = true };
    private readonly Option<string> _test = new("--test") { Description = "The file to evaluate on.", HelpName = "[LANG=]FILE", Required = true };
    private readonly Option<double?> _containment = Numbers.Optional("--near", "Share of the shorter text's character sequences that makes two texts nearly the same (default 0.8).", 0.05, 1.0);

    internal CorpusCheckLeakageCommand(Terminal terminal)
        : base(
            terminal,
            "check-leakage",
            "Find test rows that stand in the training files: the same, the same but for marks and case, translated, or nearly the same.",
            "nlptransfer corpus check-leakage --train yor=train.tsv --train eng=train.en.tsv --test yor=test.tsv",
            "nlptransfer corpus check-leakage --pairs --train yor=train.en,train.yo --test yor=test.en,test.yo")
    {
        foreach (Option option in new Option[] { _train, _test, _containment })
            Add(option);
        _pairs.AddTo(this);
        _data.AddTo(this);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        if (_pairs.Asked(run))
            return await CheckPairsAsync(run);
        var training = new List<CorpusRow>();
        foreach (string file in run.Get(_train)!)
            training.AddRange(await Read(file));
        IReadOnlyList<CorpusRow> test = await Read(run.Get(_test)!);
        OverlapReport report = await run.Terminal.ProgressAsync(progress => Task.Run(
            () => LeakageIndex.Build(training).Check(test, Nearness(run), progress, run.Cancellation),
            run.Cancellation));
        run.Terminal.Result(Json(report), console =>
        {
            Tables.Pairs(
                console,
                ("rows checked", Figures.Count(report.Checked)),
                ("the same text", Figures.Count(report.Exact)),
                ("but for case, marks, punctuation", Figures.Count(report.Normalized)),
                ("translated (same group)", Figures.Count(report.Translated)),
                ("nearly the same", Figures.Count(report.Near)));
            foreach (RowOverlap overlap in report.Overlaps)
                console.Profile.Out.Writer.WriteLine(overlap);
        });
        return 0;

        async Task<IReadOnlyList<CorpusRow>> Read(string file)
        {
            var skipped = new SkippedRows();
            IReadOnlyList<CorpusRow> rows = await _data.OpenText(run, file).ReadAllAsync(skipped, run.Cancellation);
            DataOptions.Tell(run.Terminal, file, skipped);
            return rows;
        }
    }

    private async Task<int> CheckPairsAsync(Invocation run)
    {
        List<TextPair> training = await _pairs.ReadAsync(run, _data, run.Get(_train)!), test = await _pairs.ReadAsync(run, _data, [run.Get(_test)!]);
        PairLeakage leakage = await run.Terminal.ProgressAsync(progress => Task.Run(
            () => PairLeakage.Find(training, test, Nearness(run), progress, run.Cancellation), run.Cancellation));
        run.Terminal.Result(PairView.Leakage(leakage), console => PairView.Leakage(console, leakage));
        return 0;
    }

    private LeakageIndexOptions Nearness(Invocation run)
    {
        var options = new LeakageIndexOptions();
        return options with { NearContainment = run.Get(_containment) ?? options.NearContainment };
    }

    private static JsonObject Json(OverlapReport report) => new()
    {
        ["checked"] = report.Checked,
        ["leakage"] = new JsonObject { ["exact"] = report.Exact, ["normalized"] = report.Normalized, ["translated"] = report.Translated, ["near"] = report.Near },
        ["rows"] = new JsonArray([.. report.Overlaps.Select(overlap => new JsonObject
        {
            ["row"] = overlap.Row,
            ["kind"] = overlap.Kind.ToString().ToLowerInvariant(),
            ["place"] = overlap.Position?.ToString(),
            ["text"] = overlap.Text,
        })]),
    };
}
