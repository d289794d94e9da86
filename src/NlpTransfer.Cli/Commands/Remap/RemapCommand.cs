using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Remapping;
using NlpTransfer.Tokenization;
using Spectre.Console;

namespace NlpTransfer.Cli.Commands.Remap;

internal sealed class RemapCommand : CliCommand
{
    private readonly RemapFlags _flags = new();
    private readonly Option<string> _initializer = new("--initializer")
    {
        Description = $"How new tokens are expressed by old ones: {string.Join(", ", RemapRecipes.All.Select(recipe => recipe.Name))}.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "auto",
    };
    private readonly Option<RemapSide?> _side = new("--side")
    {
        Description = "Of a translation model: the side that gets another vocabulary; what is given of the language is then that side's. Default: both where one tokenizer serves them, else the target.",
        HelpName = "source|target|both",
        CustomParser = result =>
        {
            if (Enum.TryParse(result.Tokens[0].Value, ignoreCase: true, out RemapSide side) && Enum.GetNames<RemapSide>().Contains(result.Tokens[0].Value, StringComparer.OrdinalIgnoreCase))
                return side;
            result.AddError($"--side takes source, target or both, not '{result.Tokens[0].Value}'");
            return null;
        },
    };
    private readonly Option<string?> _notice = new("--notice") { Description = "Markdown for the model card, such as the notice that the old model's licence asks for.", HelpName = "FILE" };
    private readonly Option<string?> _licence = new("--licence") { Description = "The old model's licence, for nlptransfer.json.", HelpName = "NAME" };
    private readonly Option<string> _out = CommonOptions.Out("The folder of the remapped model.");
    private readonly Option<bool> _force = CommonOptions.Force();

    internal RemapCommand(Terminal terminal)
        : base(
            terminal,
            "remap",
            "Give a model a vocabulary that fits a language, each new piece made of old ones.",
            "nlptransfer remap --model e5-small --text yor=yo.txt --out e5-small-yo",
            "nlptransfer remap --model e5-small --tokenizer yo-tokenizer --mode exchange --initializer focus --text yo.txt --out e5-small-yo",
            "nlptransfer remap --model en-es --text yor=yo.txt --side target --out en-yo-start")
    {
        _flags.AddTo(this);
        foreach (Option option in (Option[])[_initializer, _side, _notice, _licence, _out, _force])
            Add(option);
        Add(new RemapCompareCommand(terminal));
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        string output = run.Get(_out)!;
        OutputGuard.Check(output, run.Get(_force));
        VocabularyRemapOptions options = _flags.Options(run) with
        {
            Initializer = run.Get(_initializer)!,
            Force = run.Get(_force),
            CommandLine = WrittenCommand.Of(run),
            Notice = NoticeFile.Read(run.Get(_notice)),
            ParentLicence = run.Get(_licence),
        };
        RemapRecipes.Named(options.Initializer);
        string path = _flags.ModelPath(run);
        RemapSide? side = run.Get(_side);
        TranslationFolder? translation = TranslationFolder.Is(path) ? TranslationFolder.Open(path) : null;
        if (side is not null && translation is null)
            throw new UsageException($"--side is about translation models, and {path} has one side; leave it out.");
        TextTokenizer? tokenizer = _flags.Tokenizer(run);
        RemapSources sources = _flags.Sources(run);
        RemapReport report = await run.Terminal.ProgressAsync(progress => translation is null
            ? VocabularyRemapper.RunAsync(ModelFolder.Open(path), tokenizer, sources, output, options, progress, run.Cancellation)
            : VocabularyRemapper.RunAsync(translation, tokenizer, sources, output, side, options, progress, run.Cancellation));
        JsonObject json = report.ToJson();
        json["out"] = output;
        json["plan"] = Path.Combine(output, VocabularyRemapper.PlanName);
        run.Terminal.Result(json, console => Write(console, report));
        foreach (string note in report.Notes)
            run.Terminal.Note($"not used: {note}");
        if (report.Model.LeftBehind.Count > 0)
            run.Terminal.Note($"left behind, because they describe the old vocabulary or may: {string.Join(", ", report.Model.LeftBehind)}");
        foreach (RemapWarning warning in report.Warnings)
            run.Terminal.Warn($"{warning.Name}: {warning.Message}");
        return 0;
    }

    private static void Write(IAnsiConsole console, RemapReport report)
    {
        string mode = report.Mode == RemapMode.Extend ? "extended" : "exchanged";
        Tables.Pairs(
            console,
            ("vocabulary", $"{mode} ({report.ModeReason})"),
            ("pieces", $"{Figures.Count(report.PiecesBefore)} before, {Figures.Count(report.PiecesAfter)} after, {Figures.Count(report.PiecesAdded)} of them new"),
            ("size", $"{Figures.Bytes(report.Model.OldBytes)} before, {Figures.Bytes(report.Model.NewBytes)} after"),
            ("plan", Path.Combine(report.Model.Output, VocabularyRemapper.PlanName)),
            ("out", report.Model.Output));
        Tables.Write(
            console,
            ["method", ">tokens", ">of the text", "a token is expressed so where"],
            report.Methods.Select(method => (IReadOnlyList<string>)[method.Method, Figures.Count(method.Tokens), method.Coverage is { } share ? Percent(share) : "-", method.Evidence]));
        if (report.Languages.Count == 0)
            return;
        Tables.Write(
            console,
            ["language", ">words", ">tokens a word", ">after", ">unknown", ">after"],
            report.Languages.Select(row => (IReadOnlyList<string>)
                [row.Language, Figures.Count(row.Words), Figures.Share(row.FertilityBefore), Figures.Share(row.FertilityAfter), Percent(row.UnknownRateBefore), Percent(row.UnknownRateAfter)]));
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.00} %");
}
