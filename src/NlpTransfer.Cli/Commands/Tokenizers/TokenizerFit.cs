using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Tokenization;
using Spectre.Console;

namespace NlpTransfer.Cli.Commands.Tokenizers;

/// <summary>How a tokenizer fits a language.</summary>
internal sealed record TokenizerFit(string Tokenizer, int VocabularySize, string Language, FertilityReport Report)
{
    /// <summary>Measures tokenizers on texts; the languages stand in the order in which they come.</summary>
    internal static IReadOnlyList<TokenizerFit> Measure(
        IReadOnlyList<(string Name, TextTokenizer Tokenizer)> tokenizers, IReadOnlyList<LanguageText> texts, IProgress<WorkProgress> progress, CancellationToken cancellation) =>
        [.. texts.GroupBy(text => text.Language ?? "").SelectMany(group => tokenizers.Select(tokenizer => new TokenizerFit(
            tokenizer.Name, tokenizer.Tokenizer.VocabularySize, group.Key, Fertility.Measure(tokenizer.Tokenizer, group.Select(text => text.Text), progress, cancellation))))];

    internal JsonObject Json() => new()
    {
        ["tokenizer"] = Tokenizer,
        ["vocabularySize"] = VocabularySize,
        ["language"] = Language,
        ["texts"] = Report.Texts,
        ["words"] = Report.Words,
        ["tokens"] = Report.Tokens,
        ["fertility"] = Number(Report.Fertility),
        ["continuedWords"] = Number(Report.ContinuedWordRate),
        ["unknownRate"] = Number(Report.UnknownRate),
        ["charactersPerToken"] = Number(Report.CharactersPerToken),
        ["bytesPerToken"] = Number(Report.BytesPerToken),
        ["vocabularyUsed"] = Number(Report.Use.Share),
    };

    /// <summary>The columns of a table of these.</summary>
    internal static IReadOnlyList<string> Header { get; } =
        ["language", "tokenizer", ">pieces", ">words", ">tokens a word", ">words split", ">unknown", ">characters a token", ">bytes a token", ">vocabulary used"];

    internal IReadOnlyList<string> Row =>
    [
        Language, Tokenizer, Figures.Count(VocabularySize), Figures.Count(Report.Words), Figures.Share(Report.Fertility), Figures.Share(Report.ContinuedWordRate),
        Figures.Share(Report.UnknownRate), Figures.Share(Report.CharactersPerToken), Figures.Share(Report.BytesPerToken), Figures.Share(Report.Use.Share),
    ];

    internal static void Write(IAnsiConsole console, IEnumerable<TokenizerFit> fits) => Tables.Write(console, Header, fits.Select(fit => fit.Row));

    private static JsonNode? Number(double value) => double.IsFinite(value) ? value : null;
}
