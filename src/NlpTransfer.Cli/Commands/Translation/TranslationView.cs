using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Evaluation;
using Spectre.Console;

namespace NlpTransfer.Cli.Commands.Translation;

/// <summary>Translation scores on a terminal.</summary>
internal static class TranslationView
{
    internal static void Scores(IAnsiConsole console, TranslationScores scores)
    {
        Tables.Write(
            console,
            ["score", "system", ">value", ">95 % interval", "signature"],
            scores.Scores.SelectMany(own => scores.Others.Where(other => other.Key == own.Key).Prepend(own)).Select(score => (string[])
            [
                score.Name, score.System, Figures.Two(score.Score.Value), $"{Figures.Two(score.Score.Low)} to {Figures.Two(score.Score.High)}", score.Signature,
            ]));
        foreach (MetricScore score in scores.Scores)
            console.Profile.Out.Writer.WriteLine(score.Text);
        if (scores.Comparisons.Count > 0)
        {
            Tables.Write(
                console,
                ["score", "system", "against", ">difference", ">p", "verdict", "test"],
                scores.Comparisons.Select(c => (string[])
                [
                    c.Score.Name, c.System, c.Score.System, Figures.SignedTwo(c.Difference), Figures.P(c.PValue), Figures.Of(c.Verdict), c.Test,
                ]));
        }
    }

    /// <summary>An evaluation: what leaked, then the scores, then a few translations.</summary>
    internal static void Evaluation(IAnsiConsole console, TranslationEvaluationReport report)
    {
        TextWriter writer = console.Profile.Out.Writer;
        writer.WriteLine(report.Summary);
        foreach (LeakageExample example in report.Leakage?.Examples ?? [])
            writer.WriteLine($"{example.Place}: {example.Kind.ToString().ToLowerInvariant()}: {example.Text}");
        foreach (MetricScore score in report.Leakage?.Clean ?? [])
            writer.WriteLine($"without the leaked pairs: {score.Text}, n {Figures.Count(score.Score.N)}");
        foreach (string warning in report.Warnings)
            writer.WriteLine($"note: {warning}");
        Scores(console, report.Scores);
        if (report.Samples.Count > 0)
            Tables.Write(console, ["where", "text", "translation", "reference"], report.Samples.Select(s => (string[])[s.Place, s.Source, s.Translation, s.Reference]));
    }
}
