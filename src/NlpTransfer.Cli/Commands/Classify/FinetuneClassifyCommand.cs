using System.CommandLine;
using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Evaluation;
using NlpTransfer.Training;

namespace NlpTransfer.Cli.Commands.Classify;

internal sealed class FinetuneClassifyCommand : CliCommand
{
    private readonly Option<string?> _train = new("--train") { Description = "Labelled rows of the target language.", HelpName = "[LANG=]FILE" };
    private readonly Option<string?> _dev = new("--dev") { Description = "Labelled rows to evaluate on afterwards; they choose nothing.", HelpName = "[LANG=]FILE" };
    private readonly Option<string[]> _from = new("--transfer-from") { Description = "Labelled rows of other languages to learn from as well; several may be given.", HelpName = "[LANG=]FILE" };
    private readonly Option<string[]> _unlabeled = new("--unlabeled") { Description = "Plain text of the target language; needed where no labelled rows are given.", HelpName = "[LANG=]FILE" };
    private readonly Option<string> _model = CommonOptions.Model();
    private readonly Option<string> _out = CommonOptions.Out("The folder to save the classifier in.");
    private readonly Option<bool> _force = CommonOptions.Force();
    private readonly Option<TensorType?> _dtype = CommonOptions.DType();
    private readonly TrainingOptions _training = new();
    private readonly CheckpointFlags _checkpoints = new();
    private readonly DataOptions _data = new();

    internal FinetuneClassifyCommand(Terminal terminal)
        : base(
            terminal,
            "classify",
            "Train a text classifier for a language, with help from others, and save it as a model folder.",
            "nlptransfer finetune classify --train yor=train.tsv --transfer-from eng=train.en.tsv --out yo-topics",
            "nlptransfer finetune classify --train yor=train.tsv --dev yor=dev.tsv --strategy combined+full --out yo-topics",
            "nlptransfer finetune classify --transfer-from eng=train.en.tsv --unlabeled yor=text.txt --strategy frozen --out yo-zero-shot")
    {
        foreach (Option option in new Option[] { _train, _dev, _from, _unlabeled, _model, _out, _force, _dtype })
            Add(option);
        _training.AddTo(this);
        _checkpoints.AddTo(this);
        _data.AddTo(this);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        string goal = run.Get(_out)!;
        ClassifierTrainingOptions options = _training.Read(run);
        if (!options.Strategy.FineTunes && _checkpoints.GivenOption(run) is { } idle)
            throw new UsageException($"{idle.Name} has an effect only where layers train, and {options.Strategy.Name} trains none; leave it out, or use another strategy.");
        // The folder is taken before the work, so that no other run can take it meanwhile.
        using AtomicFolder folder = _checkpoints.BeginGoal(run, goal, _force);
        LabeledCorpus? target = run.Get(_train) is { } train ? await _data.LoadLabeledAsync(run, train, "train") : null;
        LabeledCorpus? dev = run.Get(_dev) is { } held ? await _data.LoadLabeledAsync(run, held, "dev") : null;
        var sources = new List<LabeledCorpus>();
        foreach (string source in run.Get(_from) ?? [])
            sources.Add(await _data.LoadLabeledAsync(run, source, "train"));
        options = options with { TransferFrom = sources, Unlabeled = [.. (run.Get(_unlabeled) ?? []).Select(text => _data.OpenText(run, text))] };
        ModelFolder? model = options.Strategy.NeedsEncoder ? ModelChoice.Open(run, _model) : null;
        if (options.Strategy.UsesLora && !options.Lora.Merge)
            TrainedClassifier.CheckApart(goal, model!);
        if (model is null && run.IsGiven(_model))
            throw new UsageException($"--model has no effect with the strategy {options.Strategy.Name}, which needs no encoder; leave it out.");
        if (model is null && run.IsGiven(_dtype))
            throw new UsageException($"--dtype has no effect with the strategy {options.Strategy.Name}, which saves no encoder; leave it out.");

        using CheckpointFolder? checkpoints = options.Strategy.FineTunes ? _checkpoints.Open(run, goal, _force) : null;
        options = options with { Checkpoints = checkpoints };
        using TrainedClassifier trained = await run.Terminal.ProgressAsync(
            progress => ClassifierTraining.RunAsync(model, target, options, progress, run.Cancellation));
        EvaluationReport? report = dev is null || trained.WasInterrupted ? null : await run.Terminal.ProgressAsync(
            progress => ClassifierEvaluation.RunAsync(trained, dev, FloorChoice.Options(trained), progress, run.Cancellation));
        await trained.SaveAsync(folder, report is null ? null : CardScores(dev!, report), run.Get(_dtype));
        MemoryView.Note(run.Terminal, trained.Run.Memory);
        run.Terminal.Result(TrainingView.Json(goal, trained, report), console => TrainingView.Write(console, goal, trained, report));
        return CheckpointFlags.End(run, goal, checkpoints, trained.WasInterrupted);
    }

    private static CardScore[] CardScores(LabeledCorpus dev, EvaluationReport report)
    {
        string data = Path.GetFileName(Path.TrimEndingDirectorySeparator(dev.Path));
        return [.. new[] { report.System }.Concat(report.Floor is { } floor ? [floor] : []).Append(report.Majority).Select(scores =>
            new CardScore(data, scores.System, "accuracy", scores.Accuracy.Value, scores.Accuracy.Low, scores.Accuracy.High, (int)scores.Accuracy.N))];
    }
}
