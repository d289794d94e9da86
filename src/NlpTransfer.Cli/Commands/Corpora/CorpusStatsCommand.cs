using System.CommandLine;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;

namespace NlpTransfer.Cli.Commands.Corpora;

internal sealed class CorpusStatsCommand : CliCommand
{
    private readonly DataOptions _data = new();
    private readonly Argument<string[]> _files = new("[LANG=]FILE") { Description = "Files or folders to count; - is standard input.", Arity = ArgumentArity.OneOrMore };

    internal CorpusStatsCommand(Terminal terminal)
        : base(
            terminal,
            "stats",
            "Count rows, labels, languages, groups and words, and the rows that can't be used.",
            "nlptransfer corpus stats yor=train.tsv",
            "nlptransfer corpus stats yor=train.tsv eng=train.en.tsv --skip-bad-rows --json")
    {
        Add(_files);
        _data.AddTo(this);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        var counted = new List<(string File, CorpusStatistics Statistics, SkippedRows Skipped)>();
        foreach (string file in run.Get(_files)!)
        {
            var skipped = new SkippedRows();
            counted.Add((file, await CorpusStatistics.CountAsync(_data.OpenText(run, file).ReadAsync(skipped, run.Cancellation), run.Cancellation), skipped));
        }

        run.Terminal.Result(new JsonObject { ["files"] = new JsonArray([.. counted.Select(c => Json(c.File, c.Statistics, c.Skipped))]) }, console =>
        {
            foreach ((string file, CorpusStatistics statistics, _) in counted)
                Write(console, file, statistics);
        });
        foreach ((string file, _, SkippedRows skipped) in counted)
            DataOptions.Tell(run.Terminal, file, skipped);
        return 0;
    }

    private static void Write(Spectre.Console.IAnsiConsole console, string file, CorpusStatistics counted) => Tables.Pairs(
        console,
        ("file", file),
        ("rows", Figures.Count(counted.Rows)),
        ("labels", List(counted.Labels)),
        ("languages", List(counted.Languages)),
        ("splits", List(counted.Splits)),
        ("groups", counted.Groups == 0 ? null : Figures.Count(counted.Groups)),
        ("repeated texts", Figures.Count(counted.RepeatedTexts)),
        ("words", $"{Figures.Count(counted.Words)}, {Figures.One(counted.Words / (double)counted.Rows)} a row"),
        ("characters", $"{Figures.Count(counted.Characters)}, the longest text has {Figures.Count(counted.LongestText)}"),
        ("", ""));

    private static string? List(IReadOnlyList<KeyValuePair<string, long>> counts) =>
        counts.Count == 0 ? null : string.Join(", ", counts.Take(40).Select(c => $"{c.Key} {Figures.Count(c.Value)}")) + (counts.Count > 40 ? $", and {counts.Count - 40} more" : "");

    private static JsonObject Json(string file, CorpusStatistics counted, SkippedRows skipped) => new()
    {
        ["file"] = file,
        ["rows"] = counted.Rows,
        ["dropped"] = new JsonObject([.. skipped.ByReason.Select(r => KeyValuePair.Create(DataOptions.Name(r.Key), (JsonNode?)r.Value))]),
        ["labels"] = Json(counted.Labels),
        ["languages"] = Json(counted.Languages),
        ["splits"] = Json(counted.Splits),
        ["groups"] = counted.Groups,
        ["repeatedTexts"] = counted.RepeatedTexts,
        ["words"] = counted.Words,
        ["characters"] = counted.Characters,
        ["longestText"] = counted.LongestText,
    };

    private static JsonObject Json(IReadOnlyList<KeyValuePair<string, long>> counts) => new([.. counts.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)c.Value))]);
}
