using System.CommandLine;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Evaluation;
using NlpTransfer.Metrics;
using NlpTransfer.Training;
using Spectre.Console;

namespace NlpTransfer.Cli.Commands.Translation;

internal sealed class FinetuneTranslateCommand : CliCommand
{
    private readonly TrainingPairFlags _pairs = new();
    private readonly Option<string?> _dev = new("--dev") { Description = "Pairs of one direction to score afterwards, read as --pairs; they choose nothing.", HelpName = "[LANG=]FILE" };
    private readonly Option<string> _model = CommonOptions.Model();
    private readonly TranslationTrainingFlags _training = new();
    private readonly CheckpointFlags _checkpoints = new();
    private readonly Option<string> _out = CommonOptions.Out("The folder to save the model in.");
    private readonly Option<bool> _force = CommonOptions.Force();
    private readonly Option<TensorType?> _dtype = CommonOptions.DType();

    internal FinetuneTranslateCommand(Terminal terminal)
        : base(
            terminal,
            "translate",
            "Train a translation model on pairs: one that translates already, or one made from an encoder.",
            "nlptransfer finetune translate --pairs yor=en-yo.tsv --out en-yo",
            "nlptransfer finetune translate --source-text en.txt --target-text yo.txt --from eng --to yor --model e5-small-yo --dev yor=dev.tsv --out en-yo")
    {
        _pairs.AddTo(this);
        Add(_dev);
        Add(_model);
        _training.AddTo(this);
        _checkpoints.AddTo(this);
        foreach (Option option in new Option[] { _out, _force, _dtype })
            Add(option);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        string goal = run.Get(_out)!;
        TranslationTrainingOptions options = _training.Read(run, run.Get(_force) || _checkpoints.Resumes(run));
        IReadOnlyList<PairCorpus> pairs = _pairs.Open(run);
        PairCorpus? dev = run.Get(_dev) is { } file ? _pairs.Parse(run, file) : null;
        // The folder is taken before the work, so that no other run can take it meanwhile.
        using AtomicFolder folder = _checkpoints.BeginGoal(run, goal, _force);
        string model = ModelChoice.Folder(run.Get(_model)!);
        using CheckpointFolder? checkpoints = _checkpoints.Open(run, goal, _force);
        options = options with { Checkpoints = checkpoints };
        using TrainedTranslator trained = await run.Terminal.ProgressAsync(progress => TranslationTraining.RunAsync(model, pairs, options, progress, run.Cancellation));
        TranslationScores? scores = dev is null || trained.WasInterrupted ? null
            : await run.Terminal.ProgressAsync(progress => ScoreAsync(trained, dev, progress, run.Cancellation));
        CardScore[] rows = scores is null ? [] :
            [.. scores.Scores.Select(score => new CardScore(Path.GetFileName(dev!.Path), "this model, greedy", score.Name, score.Score.Value, score.Score.Low, score.Score.High, (int)score.Score.N))];
        await trained.SaveAsync(folder, rows, run.Get(_dtype), Picture(trained.Report));
        foreach (UnknownSide side in trained.Report.Unknown)
        {
            run.Terminal.Warn($"{side.Language ?? "the texts"}: {Figures.One(100 * side.Share)} % of the {(side.IsTarget ? "translations'" : "texts'")} tokens are unknown to the model's tokenizer, "
                + $"so it {(side.IsTarget ? "can't write" : "doesn't read")} them; give it a vocabulary that has their letters first (remap)");
        }

        MemoryView.Note(run.Terminal, trained.Report.Run.Memory);
        run.Terminal.Result(Json(goal, trained, scores), console => Write(console, goal, trained, scores));
        return CheckpointFlags.End(run, goal, checkpoints, trained.WasInterrupted);
    }

    private static async Task<TranslationScores> ScoreAsync(TrainedTranslator trained, PairCorpus dev, IProgress<WorkProgress> progress, CancellationToken cancellation)
    {
        IReadOnlyList<TextPair> pairs = await dev.ReadAllAsync(null, cancellation);
        ITextTranslator translator = trained.Translator(pairs[0].SourceLanguage ?? dev.SourceLanguage, pairs[0].TargetLanguage ?? dev.TargetLanguage, progress: progress);
        IReadOnlyList<TextTranslation> made = await translator.TranslateAsync([.. pairs.Select(pair => pair.Source)], cancellation);
        return TranslationScoring.Run(
            new SegmentFile("the model", [.. made.Select(one => one.Text)]),
            [new SegmentFile(dev.Path, [.. pairs.Select(pair => pair.Target)])],
            options: new TranslationScoringOptions { Metrics = [new Bleu(), new Chrf()] },
            progress: progress,
            cancellationToken: cancellation);
    }

    /// <summary>The picture of the history; null where nothing was trained.</summary>
    private static string? Picture(TranslationReport report)
    {
        var training = new LossCurve("training, per target token", [.. report.History.Where(point => point.Loss is not null).Select(point => (point.Step, point.Loss!.Value))]);
        return training.Points.Count > 0 ? LossChart.Draw([training]) : null;
    }

    private static JsonObject Json(string goal, TrainedTranslator trained, TranslationScores? scores)
    {
        TranslationReport report = trained.Report;
        return new JsonObject
        {
            ["out"] = goal,
            ["steps"] = report.Run.Steps,
            ["tokens"] = report.Run.Tokens,
            ["seconds"] = report.Run.Seconds,
            ["tokensPerSecond"] = report.Run.Tokens / Math.Max(1e-3, report.Run.Seconds),
            ["loss"] = report.Run.Loss,
            ["pairs"] = report.Pairs,
            ["heldOut"] = report.HeldOut,
            ["leftOut"] = report.LeftOut,
            ["unknown"] = new JsonArray([.. report.Unknown.Select(side => new JsonObject { ["language"] = side.Language, ["side"] = side.IsTarget ? "target" : "source", ["share"] = Math.Round(side.Share, 4) })]),
            ["heldOutChrf"] = report.Chrf is { } chrf ? new JsonObject { ["before"] = report.ChrfBefore, ["after"] = chrf } : null,
            ["dev"] = scores is null ? null : new JsonObject([.. scores.Scores.Select(score => KeyValuePair.Create(score.Key, (JsonNode?)Score(score)))]),
            ["interrupted"] = trained.WasInterrupted,
            ["memory"] = MemoryView.Json(report.Run.Memory),
        };
    }

    private static JsonObject Score(MetricScore score) => new()
    {
        ["value"] = score.Score.Value,
        ["low"] = score.Score.Low,
        ["high"] = score.Score.High,
        ["n"] = score.Score.N,
        ["signature"] = score.Signature,
    };

    private static void Write(IAnsiConsole console, string goal, TrainedTranslator trained, TranslationScores? scores)
    {
        TranslationReport report = trained.Report;
        Tables.Pairs(
            console,
            [
                ("model", goal),
                ("pairs", $"{Figures.Count(report.Pairs)} trained on, {Figures.Count(report.HeldOut)} held out, {Figures.Count(report.LeftOut)} left out because they are too long"),
                ("training", $"{Figures.Count(report.Run.Steps)} steps, {Figures.Count(report.Run.Tokens)} tokens in {Figures.One(report.Run.Seconds)} s"),
                ("loss per token", report.Run.Loss is { } loss ? Figures.Share(loss) : null),
                ("chrF2 held out", report.Chrf is { } chrf ? $"{Figures.Two(report.ChrfBefore ?? 0)} before, {Figures.Two(chrf)} after; it chose the weights" : null),
                .. (scores?.Scores ?? []).Select(score => (score.Name + " on dev", (string?)$"{Figures.Two(score.Score.Value)} [{Figures.Two(score.Score.Low)}, {Figures.Two(score.Score.High)}], {score.Signature}")),
            ]);
    }
}
