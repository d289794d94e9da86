using System.CommandLine;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Training;
using Spectre.Console;

namespace NlpTransfer.Cli.Commands.Vectors;

internal sealed class AdaptCommand : CliCommand
{
    private static readonly HealingOptions Defaults = new();

    private readonly Option<string> _model = CommonOptions.Model();
    private readonly Option<string> _teacher = new("--teacher") { Description = "The model before its vocabulary was changed; its vectors are what the model learns.", HelpName = "DIR", Required = true };
    private readonly PlainTexts _texts = new("Plain text to learn on; several files and languages may be given.");
    private readonly Option<string[]> _dev = new("--dev") { Description = "Plain text to measure on, for the languages it is of (default: some texts of each language are held out).", HelpName = "[LANG=]FILE", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> _rows = new("--rows") { Description = "Which token embeddings train, of those that the texts use: new (those that the teacher does not have) or all.", HelpName = "new|all", DefaultValueFactory = _ => "new" };
    private readonly Option<bool> _layers = new("--layers") { Description = "Train all layers too, after the embeddings." };
    private readonly Option<double?> _first = Numbers.Optional("--embeddings-first", "Share of the steps in which the embeddings train alone, with --layers (default 0.3).", 0, 0.99);
    private readonly Option<int?> _perLanguage = Numbers.Optional("--texts-per-language", $"Texts of a language that are used at most, drawn evenly from all (default {Defaults.TextsPerLanguage}).", 10, int.MaxValue);
    private readonly Option<int?> _heldOut = Numbers.Optional("--held-out", $"Texts of a language that are held out to measure, at most a tenth (default {Defaults.HeldOutTexts}; 0: the last weights are taken).", 0, 10_000);
    private readonly VectorTrainingFlags _training = new(Defaults.Training, VectorTrainingFlags.StepsOf(Defaults.Training));
    private readonly CardFlags _card = new();
    private readonly Option<string> _out = CommonOptions.Out("The folder of the healed model.");
    private readonly Option<bool> _force = CommonOptions.Force();

    internal AdaptCommand(Terminal terminal)
        : base(
            terminal,
            "adapt",
            "Heal a model whose vocabulary was changed: on plain text it learns the sentence vectors that it had before.",
            "nlptransfer adapt --model e5-small-yo --teacher e5-small --text yor=yo.txt --out e5-small-yo-healed",
            "nlptransfer adapt --model mini --teacher e5-small --text eng=en.txt yor=yo.txt hau=ha.txt --rows all --layers --minutes 20 --out mini-healed")
    {
        Add(_model);
        Add(_teacher);
        _texts.AddTo(this);
        foreach (Option option in (Option[])[_dev, _rows, _layers, _first, _perLanguage, _heldOut])
            Add(option);
        _training.AddTo(this);
        _card.AddTo(this);
        Add(_out);
        Add(_force);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        string goal = run.Get(_out)!;
        HealingOptions options = Read(run);
        (IReadOnlyList<TextCorpus> texts, IReadOnlyList<TextCredit> credits) = _texts.Open(run);
        if (texts.Count == 0)
            throw new UsageException("Neither --text nor --text-list names a text; give at least one, the model learns on it.");
        AdaptedCard card = _card.Read(run, credits);
        ModelFolder model = ModelChoice.Open(run, _model), teacher = ModelFolder.Open(ModelChoice.Folder(run.Get(_teacher)!));
        // The folder is taken before the work, so that no other run can take it meanwhile.
        using AtomicFolder folder = AtomicFolder.Create(goal, run.Get(_force));
        using HealedModel healed = await run.Terminal.ProgressAsync(progress => VectorHealing.RunAsync(model, teacher, texts, options, progress, run.Cancellation));
        await healed.SaveAsync(folder, card);
        run.Terminal.Result(Json(goal, healed.Report), console => Write(console, goal, healed.Report));
        return healed.WasInterrupted ? run.Terminal.Interrupted(goal) : 0;
    }

    private HealingOptions Read(Invocation run)
    {
        bool layers = run.Get(_layers);
        if (!layers && run.IsGiven(_first))
            throw new UsageException("--embeddings-first has an effect only where layers train too; leave it out, or give --layers.");
        return new HealingOptions
        {
            Training = _training.Read(run),
            Rows = run.Get(_rows) switch
            {
                "new" => TrainedRows.New,
                "all" => TrainedRows.All,
                string other => throw new UsageException($"--rows takes new or all, not '{other}'."),
                null => Defaults.Rows,
            },
            TrainLayers = layers,
            EmbeddingsFirst = run.Get(_first) ?? Defaults.EmbeddingsFirst,
            TextsPerLanguage = run.Get(_perLanguage) ?? Defaults.TextsPerLanguage,
            HeldOutTexts = run.Get(_heldOut) ?? Defaults.HeldOutTexts,
            Dev = [.. (run.Get(_dev) ?? []).Select(argument => _texts.Open(run, argument))],
        };
    }

    private static JsonObject Json(string goal, HealingReport report)
    {
        JsonObject json = VectorRunView.Json(goal, report.Run);
        json["texts"] = report.Texts;
        json["trainedRows"] = report.TrainedRows;
        json["newRows"] = report.NewRows;
        json["shortened"] = report.Shortened;
        json["centred"] = new JsonObject { ["before"] = report.CentredBefore, ["after"] = report.CentredAfter };
        json["languages"] = VectorRunView.Json(report.Languages);
        return json;
    }

    private static void Write(IAnsiConsole console, string goal, HealingReport report)
    {
        VectorRunView.Agreement(console, report.Languages);
        Tables.Pairs(
            console,
            ("model", goal),
            ("training", VectorRunView.Describe(report.Run)),
            ("texts", $"{Figures.Count(report.Texts)}, {Figures.Count(report.Shortened)} shortened"),
            ("embeddings", $"{Figures.Count(report.TrainedRows)} trained; {Figures.Count(report.NewRows)} are new to the teacher"),
            ("centred", report.CentredBefore is { } before ? $"{Figures.Share(before)} before, {(report.CentredAfter is { } after ? Figures.Share(after) : "not measured")} after (mean over languages)" : null));
    }
}
