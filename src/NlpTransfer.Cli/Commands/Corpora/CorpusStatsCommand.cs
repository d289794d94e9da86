using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using Spectre.Console;

namespace NlpTransfer.Cli.Commands.Corpora;

internal sealed class CorpusStatsCommand : CliCommand
{
    private readonly DataOptions _data = new();
    private readonly PairFlags _pairs = new();
    private readonly Argument<string[]> _files = new("[LANG=]FILE") { Description = "Files or folders to count; - is standard input.", Arity = ArgumentArity.OneOrMore };

    internal CorpusStatsCommand(Terminal terminal)
        : base(
            terminal,
            "stats",
            "Count rows, labels, languages, groups and words, and the rows that can't be used.",
            "nlptransfer corpus stats yor=train.tsv",
            "nlptransfer corpus stats yor=train.en,train.yo --pairs --source-language eng",
            "nlptransfer corpus stats yor=train.tsv eng=train.en.tsv --skip-bad-rows --json")
    {
        Add(_files);
        _pairs.AddTo(this);
        _data.AddTo(this);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        if (_pairs.Asked(run))
            return await CountPairsAsync(run);
        var counted = new List<(string File, CorpusStatistics Statistics)>();
        foreach (string file in run.Get(_files)!)
        {
            TextCorpus corpus = _data.OpenText(run, file);
            counted.Add((file, await run.Terminal.ProgressAsync(progress => CorpusStatistics.ComputeAsync(corpus, progress, run.Cancellation))));
        }

        run.Terminal.Result(new JsonObject { ["files"] = new JsonArray([.. counted.Select(c => Json(c.File, c.Statistics))]) }, console =>
        {
            foreach ((string file, CorpusStatistics statistics) in counted)
                Write(console, file, statistics);
        });
        foreach ((string file, CorpusStatistics statistics) in counted.Where(c => c.Statistics.Skipped > 0))
            run.Terminal.Warn($"{file}: left out {Figures.Count(statistics.Skipped)} bad rows: {string.Join(", ", statistics.SkippedByReason.Select(r => $"{Figures.Count(r.Value)} {DataOptions.Describe(r.Key)}"))}");
        return 0;
    }

    private async Task<int> CountPairsAsync(Invocation run)
    {
        var counted = new List<(string File, PairStatistics Statistics)>();
        foreach (string file in run.Get(_files)!)
        {
            PairCorpus corpus = _pairs.Open(run, _data, file);
            counted.Add((file, await run.Terminal.ProgressAsync(progress => PairStatistics.ComputeAsync(corpus, progress, run.Cancellation))));
        }

        run.Terminal.Result(new JsonObject { ["files"] = new JsonArray([.. counted.Select(c => PairView.Statistics(c.File, c.Statistics))]) }, console =>
        {
            foreach ((string file, PairStatistics statistics) in counted)
                PairView.Statistics(console, file, statistics);
        });
        return 0;
    }

    private static void Write(IAnsiConsole console, string file, CorpusStatistics counted)
    {
        Tables.Pairs(
            console,
            ("file", file),
            ("rows", Figures.Count(counted.Rows)),
            ("groups", counted.Groups == 0 ? null : Figures.Count(counted.Groups)),
            ("repeated texts", $"{Figures.Count(counted.ExactDuplicates)}, and {Figures.Count(counted.NormalizedDuplicates)} but for case, marks and punctuation"),
            ("words a text", Length(counted.Words)),
            ("characters a text", Length(counted.Characters)));
        string[] labels = [.. counted.Labels.OrderByDescending(label => label.Value).Select(label => label.Key)];
        string Part(CorpusPartStatistics part) => string.Join(' ', new[] { part.Language, part.Split }.OfType<string>().DefaultIfEmpty("rows"));
        if (labels is not [""])
        {
            Tables.Write(
                console,
                ["label", .. counted.Parts.Select(part => ">" + Part(part))],
                [.. labels.Select(label => (string[])[label.Length == 0 ? "(none)" : label, .. counted.Parts.Select(part => Figures.Count(part.Labels.GetValueOrDefault(label)))]),
                    ["all", .. counted.Parts.Select(part => Figures.Count(part.Rows))]]);
        }
    }

    internal static string Length(LengthDistribution length) => string.Create(
        CultureInfo.InvariantCulture, $"{length.Mean:0.0} on average, median {length.Median}, 95 % up to {length.Percentile95}, longest {length.Largest}");

    private static JsonObject Json(string file, CorpusStatistics counted) => new()
    {
        ["file"] = file,
        ["rows"] = counted.Rows,
        ["dropped"] = CorpusTarget.Dropped(counted.SkippedByReason),
        ["labels"] = Json(counted.Labels),
        ["parts"] = new JsonArray([.. counted.Parts.Select(part => new JsonObject
        {
            ["language"] = part.Language,
            ["split"] = part.Split,
            ["rows"] = part.Rows,
            ["labels"] = Json(part.Labels),
        })]),
        ["groups"] = counted.Groups,
        ["exactDuplicates"] = counted.ExactDuplicates,
        ["normalizedDuplicates"] = counted.NormalizedDuplicates,
        ["words"] = Json(counted.Words),
        ["characters"] = Json(counted.Characters),
    };

    internal static JsonObject Json(LengthDistribution length) => new()
    {
        ["mean"] = length.Mean,
        ["smallest"] = length.Smallest,
        ["median"] = length.Median,
        ["percentile95"] = length.Percentile95,
        ["largest"] = length.Largest,
    };

    private static JsonObject Json(IReadOnlyDictionary<string, long> counts) => new([.. counts.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)c.Value))]);
}
