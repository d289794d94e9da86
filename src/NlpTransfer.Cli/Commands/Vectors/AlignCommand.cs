using System.CommandLine;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Training;
using Spectre.Console;

namespace NlpTransfer.Cli.Commands.Vectors;

internal sealed class AlignCommand : CliCommand
{
    private static readonly VectorAlignmentOptions Defaults = new();

    private readonly Option<string> _model = CommonOptions.Model();
    private readonly Option<string[]> _pairs = new("--pairs", "-p")
    {
        Description = "Texts with their translations, which learn the texts' vectors: a table with a column a language, or two files aligned line by line with a comma between, texts first. The language is the translations'.",
        HelpName = "[LANG=]FILE[,FILE]",
        AllowMultipleArgumentsPerToken = true,
        Required = true,
    };
    private readonly Option<string?> _sourceLanguage = new("--source-language") { Description = "The language of the texts, by which their column is found (default: left to the header).", HelpName = "LANG" };
    private readonly PlainTexts _texts = new("Plain text whose vectors are to stay, of all languages that the model is to go on serving (default: the texts of the pairs).");
    private readonly Option<double?> _keep = Numbers.Optional("--keep-share", $"Share of the batches that keep old vectors (default {Text(Defaults.KeepShare)}; 0: none).", 0, 0.9);
    private readonly Option<string[]> _labeled = new("--labeled", "-l") { Description = "Labelled rows of another task, to judge by before and after (logistic regression on frozen vectors, grouped folds).", HelpName = "[LANG=]FILE", AllowMultipleArgumentsPerToken = true };
    private readonly Option<int?> _folds = Numbers.Optional("--folds", $"Folds over the labelled rows (default {Defaults.Folds}).", 2, 100);
    private readonly Option<string?> _split = new("--split") { Description = "Read only the rows of this split (train, dev) of the labelled files and folders.", HelpName = "NAME" };
    private readonly Option<int?> _perLanguage = Numbers.Optional("--pairs-per-language", $"Pairs of a language that are used at most, drawn evenly from all (default {Defaults.PairsPerLanguage}).", 10, int.MaxValue);
    private readonly Option<int?> _textsPerLanguage = Numbers.Optional("--texts-per-language", $"Kept texts of a language that are used at most, drawn evenly from all (default {Defaults.TextsPerLanguage}).", 10, int.MaxValue);
    private readonly Option<int?> _heldOutPairs = Numbers.Optional("--held-out-pairs", $"Pairs of a language that are held out to measure, at most a tenth (default {Defaults.HeldOutPairs}; 0: the last weights are taken).", 0, 100_000);
    private readonly Option<int?> _heldOut = Numbers.Optional("--held-out", $"Kept texts of a language that are held out to measure, at most a tenth (default {Defaults.HeldOutTexts}).", 0, 10_000);
    private readonly VectorTrainingFlags _training = new(Defaults.Training, VectorTrainingFlags.StepsOf(Defaults.Training));
    private readonly CheckpointFlags _checkpoints = new();
    private readonly CardFlags _card = new();
    private readonly Option<string> _out = CommonOptions.Out("The folder of the aligned model.");
    private readonly Option<bool> _force = CommonOptions.Force();

    internal AlignCommand(Terminal terminal)
        : base(
            terminal,
            "align",
            "Draw texts to the vectors of their translations, while other texts keep the vectors that they had.",
            "nlptransfer align --model e5-small --pairs yor=en-yo.tsv --text yor=yo.txt eng=en.txt fra=fr.txt --out e5-small-yo",
            "nlptransfer align --model e5-small --pairs yor=en.txt,yo.txt --labeled yor=topics.tsv --minutes 10 --out e5-small-yo")
    {
        Add(_model);
        Add(_pairs);
        Add(_sourceLanguage);
        _texts.AddTo(this);
        foreach (Option option in (Option[])[_keep, _labeled, _folds, _split, _perLanguage, _textsPerLanguage, _heldOutPairs, _heldOut])
            Add(option);
        _training.AddTo(this);
        _checkpoints.AddTo(this);
        _card.AddTo(this);
        Add(_out);
        Add(_force);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        string goal = run.Get(_out)!;
        (IReadOnlyList<TextCorpus> texts, IReadOnlyList<TextCredit> credits) = _texts.Open(run);
        VectorAlignmentOptions options = Read(run, texts);
        PairCorpus[] pairs = [.. run.Get(_pairs)!.Select(argument => PairCorpus.Parse(argument, run.Get(_sourceLanguage)))];
        AdaptedCard card = _card.Read(run, credits);
        ModelFolder model = ModelChoice.Open(run, _model);
        Warn(run, options);
        // The folder is taken before the work, so that no other run can take it meanwhile.
        using AtomicFolder folder = _checkpoints.BeginGoal(run, goal, _force);
        using CheckpointFolder? checkpoints = _checkpoints.Open(run, goal, _force);
        using AlignedModel aligned = await run.Terminal.ProgressAsync(progress => VectorAlignment.RunAsync(model, pairs, options with { Checkpoints = checkpoints }, progress, run.Cancellation));
        await aligned.SaveAsync(folder, card);
        MemoryView.Note(run.Terminal, aligned.Report.Run.Memory);
        run.Terminal.Result(Json(goal, aligned.Report), console => Write(console, goal, aligned.Report));
        return CheckpointFlags.End(run, goal, checkpoints, aligned.WasInterrupted);
    }

    private VectorAlignmentOptions Read(Invocation run, IReadOnlyList<TextCorpus> texts)
    {
        string[] labeled = run.Get(_labeled) ?? [];
        if (labeled.Length == 0 && new Option[] { _folds, _split }.FirstOrDefault(run.IsGiven) is { } idle)
            throw new UsageException($"{idle.Name} is about the labelled rows, and none are given; leave it out, or give --labeled.");
        if (texts.Count == 0 && run.IsGiven(_textsPerLanguage))
            throw new UsageException("--texts-per-language is about the kept texts, and none are given; leave it out, or give --text.");
        double keep = run.Get(_keep) ?? Defaults.KeepShare;
        if (keep == 0 && texts.Count > 0)
            throw new UsageException("--text names texts to keep, and --keep-share 0 keeps none; leave one of them out.");
        return new VectorAlignmentOptions
        {
            Training = _training.Read(run),
            Keep = texts,
            KeepShare = keep,
            PairsPerLanguage = run.Get(_perLanguage) ?? Defaults.PairsPerLanguage,
            TextsPerLanguage = run.Get(_textsPerLanguage) ?? Defaults.TextsPerLanguage,
            HeldOutPairs = run.Get(_heldOutPairs) ?? Defaults.HeldOutPairs,
            HeldOutTexts = run.Get(_heldOut) ?? Defaults.HeldOutTexts,
            Labeled = [.. labeled.Select(DataArgument.Parse).Select(data => LabeledCorpus.Open(data.Path, data.Language, new CorpusReadOptions { Split = run.Get(_split) }))],
            Folds = run.Get(_folds) ?? Defaults.Folds,
        };
    }

    /// <summary>Says what may be lost.</summary>
    private static void Warn(Invocation run, VectorAlignmentOptions options)
    {
        if (options.KeepShare == 0)
        {
            run.Terminal.Warn(
                "nothing keeps its old vectors: an encoder that is aligned so on one narrow corpus gets worse at everything else; "
                + "leave --keep-share at its default, and measure with --labeled.");
        }
        else if (options.Keep.Count == 0)
        {
            run.Terminal.Note("no --text is given, so the texts of the pairs keep their vectors: other kinds of text and other languages may be served worse than before; give plain text of these to keep them");
        }
    }

    private static JsonObject Json(string goal, AlignmentReport report)
    {
        JsonObject json = VectorRunView.Json(goal, report.Run);
        json["pairs"] = report.Pairs;
        json["keptTexts"] = report.KeptTexts;
        json["leftOut"] = report.LeftOut;
        json["shortened"] = report.Shortened;
        json["retrieval"] = new JsonArray([.. report.Retrieval.Select(row => new JsonObject
        {
            ["language"] = row.Language,
            ["before"] = Json(row.Before),
            ["after"] = row.After is null ? null : Json(row.After),
        })]);
        json["kept"] = VectorRunView.Json(report.Kept);
        json["labeled"] = new JsonArray([.. report.Labeled.Select(row => new JsonObject
        {
            ["rows"] = row.Name,
            ["before"] = VectorRunView.Json(row.Before),
            ["after"] = row.After is { } after ? VectorRunView.Json(after) : null,
            ["pValue"] = row.PValue,
        })]);
        return json;
    }

    private static JsonObject Json(RetrievalScore score) => new() { ["fromSource"] = VectorRunView.Json(score.FromSource), ["fromTarget"] = VectorRunView.Json(score.FromTarget) };

    private static void Write(IAnsiConsole console, string goal, AlignmentReport report)
    {
        if (report.Retrieval.Count > 0)
        {
            Tables.Write(
                console,
                ["retrieval", ">pairs", ">from the text before", ">after", ">from the translation before", ">after"],
                report.Retrieval.Select(row => (string[])
                [
                    row.Language, Figures.Count(row.Before.FromSource.N), Figures.Share(row.Before.FromSource.Value), After(row.After?.FromSource),
                    Figures.Share(row.Before.FromTarget.Value), After(row.After?.FromTarget),
                ]));
        }

        if (report.Labeled.Count > 0)
        {
            Tables.Write(
                console,
                ["labelled rows", ">n", ">accuracy before", ">after", ">p"],
                report.Labeled.Select(row => (string[])
                [
                    row.Name, Figures.Count(row.Before.N), Figures.Of(row.Before), row.After is { } after ? Figures.Of(after) : "-", row.PValue is { } p ? Figures.P(p) : "-",
                ]));
        }

        VectorRunView.Agreement(console, report.Kept);
        Tables.Pairs(
            console,
            ("model", goal),
            ("training", VectorRunView.Describe(report.Run)),
            ("pairs", $"{Figures.Count(report.Pairs)}, {Figures.Count(report.LeftOut)} left out because they are too long"),
            ("kept", report.KeptTexts == 0 ? "nothing" : $"{Figures.Count(report.KeptTexts)} texts, {Figures.Count(report.Shortened)} shortened"));
    }

    private static string After(Metrics.Score? score) => score is { } known ? Figures.Share(known.Value) : "-";

    private static string Text(double value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
