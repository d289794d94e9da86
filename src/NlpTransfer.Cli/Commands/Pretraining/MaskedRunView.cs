using System.Globalization;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Commands.Vectors;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Evaluation;
using NlpTransfer.Metrics;
using NlpTransfer.Training;
using Spectre.Console;

namespace NlpTransfer.Cli.Commands.Pretraining;

/// <summary>What pretrain and adapt show of a training by masked language modelling.</summary>
internal static class MaskedRunView
{
    internal static JsonObject Json(string goal, MaskedTrainingReport report, SnapshotFolder? snapshots)
    {
        JsonObject json = VectorRunView.Json(goal, report.Run);
        json["parameters"] = report.Parameters;
        json["texts"] = report.Texts;
        json["pairs"] = report.Pairs;
        json["split"] = report.Split;
        json["leftOut"] = report.LeftOut;
        json["heldOutMean"] = new JsonObject { ["before"] = report.HeldOutBefore, ["after"] = report.HeldOutAfter };
        json["heldOut"] = new JsonArray(
        [
            .. report.Languages.Select(row => new JsonObject
            {
                ["language"] = row.Language,
                ["loss"] = new JsonObject { ["before"] = VectorRunView.Json(row.Before), ["after"] = row.After is { } after ? VectorRunView.Json(after) : null },
                ["pseudoPerplexity"] = row.PseudoPerplexity is { } perplexity ? VectorRunView.Json(perplexity) : null,
            }),
        ]);
        if (snapshots is not null)
            json["snapshots"] = new JsonObject { ["folder"] = snapshots.Path, ["steps"] = new JsonArray([.. snapshots.Steps.Select(step => (JsonNode)step)]) };
        return json;
    }

    internal static void Write(IAnsiConsole console, string goal, MaskedTrainingReport report, SnapshotFolder? snapshots)
    {
        if (report.Languages.Count > 0)
        {
            Tables.Write(
                console,
                ["language", ">sequences", ">loss before", ">after", ">pseudo-perplexity"],
                report.Languages.Select(row => (string[])[row.Language, Figures.Count(row.Before.N), Text(row.Before, "0.000"), Text(row.After, "0.000"), Text(row.PseudoPerplexity, "0.0")]));
        }

        Tables.Pairs(
            console,
            ("model", goal),
            ("parameters", Figures.Count(report.Parameters)),
            ("training", VectorRunView.Describe(report.Run)),
            ("sequences", string.Create(CultureInfo.InvariantCulture, $"{report.Texts:N0} of text, {report.Pairs:N0} of pairs; {report.Split:N0} long texts cut into several, {report.LeftOut:N0} left out")));
        if (snapshots is { Steps: { Count: > 0 } steps })
            Tables.Pairs(console, ("snapshots", $"{snapshots.Path}, after {string.Join(", ", steps)} steps"));
    }

    /// <summary>Says what was not measured, which is no fault.</summary>
    internal static void Note(Terminal terminal, MaskedTrainingReport report)
    {
        if (report.Unmeasured.Count > 0)
            terminal.Note($"{string.Join(", ", report.Unmeasured)}: too few texts for any to be held out, so it is trained on and not measured; --dev gives texts to measure on");
    }

    /// <summary>The picture of the history; null where nothing was trained.</summary>
    internal static string? Picture(MaskedTrainingReport report)
    {
        var training = new LossCurve("training", [.. report.History.Where(point => point.Loss is not null).Select(point => (point.Step, point.Loss!.Value))]);
        IEnumerable<LossCurve> heldOut = report.Languages.Select((row, place) => new LossCurve(
            $"{row.Language}, held out", [.. report.History.Where(point => point.HeldOut is not null).Select(point => (point.Step, point.HeldOut![place].Loss))]));
        LossCurve[] curves = [training, .. heldOut];
        return curves.Any(curve => curve.Points.Count > 0) ? LossChart.Draw(curves) : null;
    }

    private static string Text(Score? score, string format)
    {
        if (score is not { } known)
            return "-";
        string In(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        return $"{In(known.Value)} [{In(known.Low)}, {In(known.High)}]";
    }
}
