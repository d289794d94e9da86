using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Tokenization;
using Spectre.Console;

namespace NlpTransfer.Cli.Commands.Tokenizers;

/// <summary>What a training did, as JSON and as tables.</summary>
internal static class TokenizerTrainingView
{
    internal static JsonObject Json(TrainedTokenizer trained, IReadOnlyList<TokenizerFit> fits, double seconds) => new()
    {
        ["pieces"] = trained.Report.Pieces,
        ["characters"] = trained.Report.Characters,
        ["charactersSeen"] = trained.Report.CharactersSeen,
        ["characterCoverage"] = trained.Report.CharacterCoverage,
        ["distinctWords"] = trained.Report.DistinctWords,
        ["seconds"] = Math.Round(seconds, 3),
        ["languages"] = new JsonArray([.. trained.Report.Languages.Select(Json)]),
        ["heldOut"] = new JsonArray([.. fits.Select(fit => fit.Json())]),
        ["warnings"] = new JsonArray([.. trained.Report.Warnings.Select(warning => (JsonNode?)warning)]),
    };

    internal static void Write(IAnsiConsole console, string goal, TrainedTokenizer trained, IReadOnlyList<TokenizerFit> fits, double seconds)
    {
        TokenizerTrainingReport report = trained.Report;
        Tables.Pairs(
            console,
            ("written", goal),
            ("pieces", $"{Figures.Count(report.Pieces)}, of which {Figures.Count(report.Characters)} are characters, of {Figures.Count(report.CharactersSeen)} in the text"),
            ("different words", Figures.Count(report.DistinctWords)),
            ("seconds", Figures.One(seconds)));
        Tables.Write(
            console,
            ["trained on", ">texts", ">words", ">tokens a word", ">unknown", ">composed words", ">decomposed"],
            report.Languages.Select(language => (IReadOnlyList<string>)
            [
                language.Language ?? "", Figures.Count(language.Texts), Figures.Count(language.Words), Figures.Share(language.Fertility), Figures.Share(language.UnknownRate),
                Figures.Count(language.Unicode.ComposedWords), Figures.Count(language.Unicode.DecomposedWords),
            ]));
        if (fits.Count > 0)
        {
            console.Profile.Out.Writer.WriteLine("Texts that were held out:");
            TokenizerFit.Write(console, fits);
        }
    }

    private static JsonObject Json(LanguageTrainingReport language) => new()
    {
        ["language"] = language.Language,
        ["texts"] = language.Texts,
        ["words"] = language.Words,
        ["distinctWords"] = language.DistinctWords,
        ["leftOutWords"] = language.LeftOutWords,
        ["fertility"] = double.IsFinite(language.Fertility) ? language.Fertility : null,
        ["unknownRate"] = double.IsFinite(language.UnknownRate) ? language.UnknownRate : null,
        ["unicode"] = new JsonObject
        {
            ["composedWords"] = language.Unicode.ComposedWords,
            ["decomposedWords"] = language.Unicode.DecomposedWords,
            ["mixedScriptWords"] = language.Unicode.MixedScriptWords,
            ["okina"] = language.Unicode.Okina,
            ["apostrophesForOkina"] = language.Unicode.ApostrophesForOkina,
            ["lookAlikes"] = new JsonArray([.. language.Unicode.LookAlikes.Select(pair => new JsonObject
            {
                ["usual"] = pair.Usual, ["usualCount"] = pair.UsualCount, ["other"] = pair.Other, ["otherCount"] = pair.OtherCount,
            })]),
        },
    };
}
