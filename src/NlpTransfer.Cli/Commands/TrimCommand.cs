using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Remapping;
using Spectre.Console;

namespace NlpTransfer.Cli.Commands;

internal sealed class TrimCommand : CliCommand
{
    private readonly Option<string> _model = CommonOptions.Model();
    private readonly Option<string[]> _text = new("--text", "-t")
    {
        Description = "A text that tells which pieces are needed: plain text, or a corpus with a text column.",
        HelpName = "[LANG=]FILE",
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<string?> _textList = new("--text-list")
    {
        Description = "A table (TSV) of texts with the columns path, language, column, weight, name, licence, credit; paths are relative to the table.",
        HelpName = "FILE",
    };
    private readonly Option<string?> _column = new("--text-column") { Description = "The column that holds the text, by its name, or by its place in a file without a header (default: found by its header).", HelpName = "NAME" };
    private readonly Option<int?> _size = Numbers.Optional("--vocabulary-size", "Pieces at most, special tokens and letters included (default: all that are needed).", 100, 10_000_000);
    private readonly Option<int?> _count = Numbers.Optional("--minimum-count", "How often a piece has to occur to be needed (default: 1).", 1, int.MaxValue);
    private readonly Option<string[]> _scripts = new("--scripts")
    {
        Description = $"Scripts of which every letter is kept, or added where it is lacking: {string.Join(", ", Script.All.Select(script => script.Name))} (default: those of the texts).",
        HelpName = "NAME,...",
        CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
    };
    private readonly Option<double?> _temperature = Numbers.Optional(
        "--temperature", "How languages share the vocabulary: each counts as its number of tokens to this power (default: 0.3; 0: all the same).", 0.0, 1.0);
    private readonly Option<string?> _plan = new("--plan") { Description = "Also write where each piece's vector came from, as Parquet.", HelpName = "FILE" };
    private readonly Option<string?> _notice = new("--notice") { Description = "Markdown for the model card, such as the notice that the old model's licence asks for.", HelpName = "FILE" };
    private readonly Option<string?> _licence = new("--licence") { Description = "The old model's licence, for nlptransfer.json.", HelpName = "NAME" };
    private readonly Option<string> _out = CommonOptions.Out("The folder of the trimmed model.");
    private readonly Option<bool> _force = CommonOptions.Force();

    internal TrimCommand(Terminal terminal)
        : base(
            terminal,
            "trim",
            "Give a model the vocabulary that some texts need: fewer pieces, and the letters that it lacked.",
            "nlptransfer trim --model e5-small --text yor=yo.txt eng=en.txt --out e5-small-yo",
            "nlptransfer trim --model e5-small --text sd.txt --vocabulary-size 10000 --scripts latin,arabic --out e5-small-sd")
    {
        foreach (Option option in (Option[])[_model, _text, _textList, _column, _size, _count, _scripts, _temperature, _plan, _notice, _licence, _out, _force])
            Add(option);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        string output = run.Get(_out)!;
        bool force = run.Get(_force);
        OutputGuard.Check(output, force);
        TrimText[] texts = Texts(run);
        var defaults = new TrimOptions();
        var options = new TrimOptions
        {
            VocabularySize = run.Get(_size),
            MinimumCount = run.Get(_count) ?? defaults.MinimumCount,
            Scripts = run.Get(_scripts) is { Length: > 0 } names ? [.. names.Select(Script.Named)] : null,
            Temperature = run.Get(_temperature) ?? defaults.Temperature,
            Force = force,
            PlanFile = run.Get(_plan),
            CommandLine = WrittenCommand.Of(run),
            Notice = NoticeFile.Read(run.Get(_notice)),
            ParentLicence = run.Get(_licence),
        };
        string model = ModelChoice.Folder(run.Get(_model)!);
        TrimReport report = await run.Terminal.ProgressAsync(progress => TranslationFolder.Is(model)
            ? VocabularyTrimmer.RunAsync(TranslationFolder.Open(model), texts, output, options, progress, run.Cancellation)
            : VocabularyTrimmer.RunAsync(ModelFolder.Open(model), texts, output, options, progress, run.Cancellation));
        JsonObject json = report.ToJson();
        json["out"] = output;
        run.Terminal.Result(json, console => Write(console, report));
        if (report.Model.LeftBehind.Count > 0)
            run.Terminal.Note($"left behind, because they describe the old vocabulary or may: {string.Join(", ", report.Model.LeftBehind)}");
        return 0;
    }

    private TrimText[] Texts(Invocation run)
    {
        TrimText[] given = [.. (run.Get(_text) ?? []).Select(DataArgument.Parse).Select(data => new TrimText(data.Path) { Language = data.Language, Column = run.Get(_column) })];
        IReadOnlyList<TrimText> listed = run.Get(_textList) is { } list ? TrimTextList.Read(list) : [];
        return given.Length + listed.Count > 0
            ? [.. given, .. listed]
            : throw new UsageException("Neither --text nor --text-list names a text; give at least one, it tells which pieces are needed.");
    }

    private static void Write(IAnsiConsole console, TrimReport report)
    {
        Tables.Pairs(
            console,
            ("pieces", $"{Figures.Count(report.PiecesBefore)} before, {Figures.Count(report.PiecesAfter)} after, {Figures.Count(report.Added.Count)} of them added letters"),
            ("size", $"{Figures.Bytes(report.Model.OldBytes)} before, {Figures.Bytes(report.Model.NewBytes)} after"),
            ("scripts", string.Join(", ", report.Scripts)),
            ("out", report.Model.Output));
        Tables.Write(
            console,
            ["language", ">words", ">tokens a word", ">after", ">unknown", ">after", ">tokens kept"],
            report.Languages.Select(row => (IReadOnlyList<string>)
            [
                row.Language, Figures.Count(row.Words), Figures.Share(row.FertilityBefore), Figures.Share(row.FertilityAfter),
                Percent(row.UnknownRateBefore), Percent(row.UnknownRateAfter), Percent(row.Coverage),
            ]));
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.00} %");
}
