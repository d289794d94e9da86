using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using Spectre.Console;

namespace NlpTransfer.Cli.Commands.Corpora;

/// <summary>What the corpus verbs say of pairs.</summary>
internal static class PairView
{
    /// <summary>Pairs left out, by reason.</summary>
    internal static JsonObject Dropped(IReadOnlyDictionary<BadRowReason, long> rows, IReadOnlyDictionary<PairFault, long> pairs)
    {
        JsonObject json = CorpusTarget.Dropped(rows);
        foreach ((PairFault fault, long count) in pairs)
            json[char.ToLowerInvariant(fault.ToString()[0]) + fault.ToString()[1..]] = count;
        return json;
    }

    internal static IEnumerable<(string Name, string? Value)> Lines(IReadOnlyDictionary<BadRowReason, long> rows, IReadOnlyDictionary<PairFault, long> pairs) =>
    [
        .. rows.Select(row => (DataOptions.Describe(row.Key), (string?)Figures.Count(row.Value))),
        .. pairs.Select(pair => (Describe(pair.Key), (string?)Figures.Count(pair.Value))),
    ];

    internal static JsonObject Statistics(string file, PairStatistics counted) => new()
    {
        ["file"] = file,
        ["pairs"] = counted.Pairs,
        ["dropped"] = CorpusTarget.Dropped(counted.SkippedByReason),
        ["sourceLanguage"] = counted.Languages.Source,
        ["targetLanguage"] = counted.Languages.Target,
        ["faults"] = Dropped(new Dictionary<BadRowReason, long>(), counted.Faults),
        ["sourceWords"] = CorpusStatsCommand.Json(counted.SourceWords),
        ["targetWords"] = CorpusStatsCommand.Json(counted.TargetWords),
        ["sourceCharacters"] = CorpusStatsCommand.Json(counted.SourceCharacters),
        ["targetCharacters"] = CorpusStatsCommand.Json(counted.TargetCharacters),
    };

    internal static void Statistics(IAnsiConsole console, string file, PairStatistics counted) => Tables.Pairs(
        console,
        [
            ("file", file),
            ("pairs", Figures.Count(counted.Pairs)),
            ("languages", $"{counted.Languages.Source ?? "unknown"} to {counted.Languages.Target ?? "unknown"}"),
            ("words a text", CorpusStatsCommand.Length(counted.SourceWords)),
            ("words a translation", CorpusStatsCommand.Length(counted.TargetWords)),
            ("characters a text", CorpusStatsCommand.Length(counted.SourceCharacters)),
            ("characters a translation", CorpusStatsCommand.Length(counted.TargetCharacters)),
            .. Lines(new Dictionary<BadRowReason, long>(), counted.Faults),
        ]);

    internal static JsonObject Leakage(PairLeakage leakage) => new()
    {
        ["checked"] = leakage.Checked,
        ["pairs"] = leakage.Pairs,
        ["leakage"] = new JsonObject { ["source"] = Kinds(leakage.Source), ["target"] = Kinds(leakage.Target) },
        ["rows"] = new JsonArray([.. Sides(leakage).Select(found => new JsonObject
        {
            ["row"] = found.Overlap.Row,
            ["side"] = found.Side,
            ["kind"] = found.Overlap.Kind.ToString().ToLowerInvariant(),
            ["place"] = found.Overlap.Position?.ToString(),
            ["text"] = found.Overlap.Text,
        })]),
    };

    internal static void Leakage(IAnsiConsole console, PairLeakage leakage)
    {
        Tables.Write(
            console,
            ["side", ">checked", ">the same text", ">but for case, marks, punctuation", ">nearly the same"],
            new[] { ("texts", leakage.Source), ("translations", leakage.Target) }.Select(side => (string[])
            [
                side.Item1, Figures.Count(side.Item2.Checked), Figures.Count(side.Item2.Exact), Figures.Count(side.Item2.Normalized), Figures.Count(side.Item2.Near),
            ]));
        console.Profile.Out.Writer.WriteLine($"{Figures.Count(leakage.Pairs)} of {Figures.Count(leakage.Checked)} pairs are known on either side");
        foreach ((string side, RowOverlap overlap) in Sides(leakage))
            console.Profile.Out.Writer.WriteLine($"{side}: {overlap}");
    }

    private static IEnumerable<(string Side, RowOverlap Overlap)> Sides(PairLeakage leakage) =>
        leakage.Source.Overlaps.Select(overlap => ("source", overlap)).Concat(leakage.Target.Overlaps.Select(overlap => ("target", overlap))).OrderBy(found => found.overlap.Row);

    private static JsonObject Kinds(OverlapReport report) => new() { ["exact"] = report.Exact, ["normalized"] = report.Normalized, ["near"] = report.Near };

    private static string Describe(PairFault fault) => fault switch
    {
        PairFault.EmptySide => "a side without a word",
        PairFault.TooLong => "a side too long",
        PairFault.Identical => "both sides the same",
        PairFault.Duplicate => "repeated",
        PairFault.LengthRatio => "one side much longer",
        PairFault.NumberMismatch => "numbers differ",
        _ => "placeholders differ",
    };
}
