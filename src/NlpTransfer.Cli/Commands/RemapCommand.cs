using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Remapping;
using NlpTransfer.Tokenization;
using Spectre.Console;

namespace NlpTransfer.Cli.Commands;

internal sealed class RemapCommand : CliCommand
{
    private readonly Option<string> _model = CommonOptions.Model();
    private readonly Option<string?> _tokenizer = new("--tokenizer") { Description = "A tokenizer for the new language: a folder or file. Without one frequent words of the text are added.", HelpName = "PATH" };
    private readonly Option<RemapMode?> _mode = new("--mode")
    {
        Description = "Keep the old vocabulary and add to it (extend), or put the tokenizer's in its place (exchange). Default: extend where text is scarce.",
        HelpName = "extend|exchange",
        CustomParser = result =>
        {
            if (Enum.TryParse(result.Tokens[0].Value, ignoreCase: true, out RemapMode mode) && Enum.GetNames<RemapMode>().Contains(result.Tokens[0].Value, StringComparer.OrdinalIgnoreCase))
                return mode;
            result.AddError($"--mode takes extend or exchange, not '{result.Tokens[0].Value}'");
            return null;
        },
    };
    private readonly Option<string> _initializer = new("--initializer")
    {
        Description = $"How new tokens are expressed by old ones: {string.Join(", ", RemapRecipes.All.Select(recipe => recipe.Name))}.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "auto",
    };
    private readonly Option<string[]> _text = Texts("--text", "Plain text of the new language, or a corpus with a text column: tells which pieces are worth adding, and trains vectors.", "-t");
    private readonly Option<string?> _column = new("--text-column") { Description = "The column that holds the text (default: found by its header).", HelpName = "NAME" };
    private readonly Option<string[]> _sourceText = Texts("--source-text", "Text of the language that the lexicon leads from, for vectors of its words (with --lexicon; the texts of --pairs count too).");
    private readonly Option<string?> _lexicon = new("--lexicon") { Description = "A word list, a pair a line: a word of a language that the model knows, a tab, the word of the new language.", HelpName = "FILE" };
    private readonly Option<string[]> _pairs = Texts("--pairs", "Texts in a language that the model knows with their translations: a table with a column a language, or two aligned files FILE,FILE.");
    private readonly Option<int?> _pieces = Numbers.Optional("--maximum-pieces", "Pieces added at most when extending, letters aside (default: a third of the distinct words).", 1, 10_000_000);
    private readonly Option<int?> _count = Numbers.Optional("--minimum-count", "How often a piece has to occur to be added when extending (default: 5).", 1, int.MaxValue);
    private readonly Option<ulong> _seed = CommonOptions.Seed();
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
            "nlptransfer remap --model e5-small --tokenizer yo-tokenizer --mode exchange --initializer focus --text yo.txt --out e5-small-yo")
    {
        foreach (Option option in (Option[])[_model, _tokenizer, _mode, _initializer, _text, _sourceText, _column, _lexicon, _pairs, _pieces, _count, _seed, _notice, _licence, _out, _force])
            Add(option);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        string output = run.Get(_out)!;
        OutputGuard.Check(output, run.Get(_force));
        var extend = new ExtendOptions();
        var options = new VocabularyRemapOptions
        {
            Mode = run.Get(_mode),
            Initializer = run.Get(_initializer)!,
            Extend = extend with { MaximumPieces = run.Get(_pieces), MinimumCount = run.Get(_count) ?? extend.MinimumCount },
            Seed = run.Get(_seed),
            Force = run.Get(_force),
            CommandLine = WrittenCommand.Of(run),
            Notice = NoticeFile.Read(run.Get(_notice)),
            ParentLicence = run.Get(_licence),
        };
        RemapRecipes.Named(options.Initializer);
        ModelFolder model = ModelChoice.Open(run, _model);
        TextTokenizer? tokenizer = run.Get(_tokenizer) is { } path ? TextTokenizer.Load(ModelChoice.Folder(path)) : null;
        RemapSources sources = Sources(run);
        RemapReport report = await run.Terminal.ProgressAsync(progress => VocabularyRemapper.RunAsync(model, tokenizer, sources, output, options, progress, run.Cancellation));
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

    private static Option<string[]> Texts(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, HelpName = "[LANG=]FILE", AllowMultipleArgumentsPerToken = true };

    private RemapSources Sources(Invocation run)
    {
        TrimText[] Open(Option<string[]> option) =>
            [.. (run.Get(option) ?? []).Select(DataArgument.Parse).Select(data => new TrimText(data.Path) { Language = data.Language, Column = run.Get(_column) })];
        (TrimText[] texts, TrimText[] sourceTexts) = (Open(_text), Open(_sourceText));
        string? lexicon = run.Get(_lexicon);
        PairCorpus[] pairs = [.. (run.Get(_pairs) ?? []).Select(argument => PairCorpus.Parse(argument))];
        string[] files = [.. texts.Concat(sourceTexts).Select(text => text.Path), .. lexicon is null ? Array.Empty<string>() : [lexicon], .. pairs.SelectMany(corpus => corpus.Files)];
        return new RemapSources { Texts = texts, SourceTexts = sourceTexts, LexiconPath = lexicon, Pairs = pairs, Inputs = RemapInputs.Of(files) };
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
