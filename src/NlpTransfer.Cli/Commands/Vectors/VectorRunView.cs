using System.Globalization;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Metrics;
using NlpTransfer.Training;
using Spectre.Console;

namespace NlpTransfer.Cli.Commands.Vectors;

/// <summary>What adapt and align show alike.</summary>
internal static class VectorRunView
{
    /// <summary>Steps, tokens, seconds, rate, loss.</summary>
    internal static JsonObject Json(string goal, TrainingRun run) => new()
    {
        ["out"] = goal,
        ["steps"] = run.Steps,
        ["tokens"] = run.Tokens,
        ["seconds"] = run.Seconds,
        ["tokensPerSecond"] = run.TokensPerSecond,
        ["loss"] = run.Loss,
        ["interrupted"] = run.Interrupted,
        ["memory"] = MemoryView.Json(run.Memory),
    };

    /// <summary>Agreement by language, before and after.</summary>
    internal static JsonArray Json(IReadOnlyList<LanguageAgreement> languages) => new(
    [
        .. languages.Select(row => new JsonObject
        {
            ["language"] = row.Language,
            ["cosine"] = new JsonObject { ["before"] = Json(row.Before.Cosine), ["after"] = row.After is null ? null : Json(row.After.Cosine) },
            ["centred"] = new JsonObject { ["before"] = Json(row.Before.Centred), ["after"] = row.After is null ? null : Json(row.After.Centred) },
        }),
    ]);

    /// <summary>A score with its interval.</summary>
    internal static JsonObject Json(Score score) => new() { ["value"] = score.Value, ["low"] = score.Low, ["high"] = score.High, ["n"] = score.N };

    internal static string Describe(TrainingRun run) => string.Create(
        CultureInfo.InvariantCulture, $"{run.Steps:N0} steps, {run.Tokens:N0} tokens, {run.Seconds:0} s, {run.TokensPerSecond:N0} tokens/s, loss {run.Loss ?? double.NaN:0.0000}");

    internal static void Agreement(IAnsiConsole console, IReadOnlyList<LanguageAgreement> languages)
    {
        if (languages.Count == 0)
            return;
        Tables.Write(
            console,
            ["language", ">texts", ">cosine before", ">after", ">centred before", ">after"],
            languages.Select(row => (string[])
            [
                row.Language, Figures.Count(row.Before.Cosine.N), Figures.Share(row.Before.Cosine.Value), After(row.After?.Cosine), Figures.Share(row.Before.Centred.Value), After(row.After?.Centred),
            ]));
    }

    private static string After(Score? score) => score is { } known ? Figures.Share(known.Value) : "-";
}
