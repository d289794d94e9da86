using System.CommandLine;
using NlpTransfer.Cli.Commands.Pretraining;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Training;

namespace NlpTransfer.Cli.Commands.Vectors;

internal sealed class AdaptCommand : CliCommand
{
    private static readonly HealingOptions Healing = new();
    private static readonly MaskedAdaptationOptions Guessing = new();

    private readonly Option<string> _model = CommonOptions.Model();
    private readonly PlainTexts _texts = new("Plain text to learn on; several files and languages may be given.");
    private readonly Option<string[]> _dev = new("--dev") { Description = "Plain text to measure on, for the languages it is of (default: some texts of each language are held out).", HelpName = "[LANG=]FILE", AllowMultipleArgumentsPerToken = true };
    private readonly Option<double?> _first = Numbers.Optional("--embeddings-first", $"Share of the steps in which the embeddings train alone (default {StepFlags.Text(Guessing.EmbeddingsFirst)}); without a masked-LM head it goes with --layers.", 0, 0.99);
    private readonly Option<int?> _perLanguage = Numbers.Optional("--texts-per-language", $"Texts of a language that are used at most, drawn evenly from all (default {Healing.TextsPerLanguage}, with a masked-LM head {Guessing.Texts.TextsPerLanguage}).", 10, int.MaxValue);
    private readonly Option<int?> _heldOut = Numbers.Optional("--held-out", $"Texts of a language that are held out to measure, at most a tenth (default {Healing.HeldOutTexts}, with a masked-LM head {Guessing.Texts.HeldOutTexts}; 0: the last weights are taken).", 0, 10_000);
    private readonly Option<string[]> _source = new("--source-text") { Description = "With a masked-LM head: plain text of the languages that the model was trained on, mixed in against forgetting.", HelpName = "[LANG=]FILE", AllowMultipleArgumentsPerToken = true };
    private readonly Option<double?> _sourceShare = Numbers.Optional("--source-share", $"Share of the batches that are of --source-text (default {StepFlags.Text(Guessing.SourceShare)}).", 0.01, 0.9);
    private readonly StepFlags _steps = new(
        new StepDefaults(
            Healing.Training.Epochs,
            $"{StepFlags.Text(Healing.Training.LearningRate)}, with a masked-LM head {StepFlags.Text(Guessing.Training.LearningRate)}",
            Healing.Training.LanguageTemperature,
            $"{Healing.Training.Evaluations}, with a masked-LM head {Guessing.Training.Evaluations}",
            Healing.Training.MaxLength,
            $"{Healing.Training.BatchTokens}, with a masked-LM head {Guessing.Training.BatchTokens}"),
        "Tokens of a text that are read; longer texts are shortened to whole words, or with a masked-LM head cut into several",
        4);

    private readonly HealingFlags _healing;
    private readonly MaskedTrainingFlags _guessing;
    private readonly CheckpointFlags _checkpoints = new();
    private readonly CardFlags _card = new();
    private readonly Option<string> _out = CommonOptions.Out("The folder of the adapted model.");
    private readonly Option<bool> _force = CommonOptions.Force();

    internal AdaptCommand(Terminal terminal)
        : base(
            terminal,
            "adapt",
            "Adapt a model to languages, or to a vocabulary that was changed, on plain text. With a masked-LM head it learns to guess hidden tokens; without, the sentence vectors that it had before.",
            "nlptransfer adapt --model encoder-yo --text yor=yo.txt --source-text eng=en.txt --out encoder-yo-adapted",
            "nlptransfer adapt --model e5-small-yo --teacher e5-small --text yor=yo.txt --out e5-small-yo-healed",
            "nlptransfer adapt --model mini --teacher e5-small --text eng=en.txt yor=yo.txt hau=ha.txt --rows all --layers --minutes 20 --out mini-healed")
    {
        _healing = new HealingFlags(_steps);
        _guessing = new MaskedTrainingFlags(Guessing.Training, _steps);
        Add(_model);
        _texts.AddTo(this);
        foreach (Option option in (Option[])[_dev, _first, _perLanguage, _heldOut])
            Add(option);
        _steps.AddTo(this);
        _healing.AddTo(this);
        Add(_source);
        Add(_sourceShare);
        _guessing.AddTo(this);
        _checkpoints.AddTo(this);
        _card.AddTo(this);
        Add(_out);
        Add(_force);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        string goal = run.Get(_out)!;
        (IReadOnlyList<TextCorpus> texts, IReadOnlyList<TextCredit> credits) = _texts.Open(run);
        if (texts.Count == 0)
            throw new UsageException("Neither --text nor --text-list names a text; give at least one, the model learns on it.");
        AdaptedCard card = _card.Read(run, credits);
        ModelFolder model = ModelChoice.Open(run, _model);
        bool guesses = model.Config.Head == EncoderHead.MaskedLanguageModel;
        RefuseIdle(run, model, guesses);
        return guesses ? await GuessAsync(run, goal, model, texts, card) : await HealAsync(run, goal, model, texts, card);
    }

    private async Task<int> GuessAsync(Invocation run, string goal, ModelFolder model, IReadOnlyList<TextCorpus> texts, AdaptedCard card)
    {
        string[] source = run.Get(_source) ?? [];
        if (source.Length == 0 && run.IsGiven(_sourceShare))
            throw new UsageException("--source-share is about --source-text, and none is given; leave it out, or give some.");
        var options = new MaskedAdaptationOptions
        {
            Training = _guessing.Read(run, run.Get(_force) || _checkpoints.Resumes(run)),
            Texts = _guessing.ReadTexts(run, run.Get(_perLanguage), run.Get(_heldOut), Dev(run)),
            EmbeddingsFirst = run.Get(_first) ?? Guessing.EmbeddingsFirst,
            Source = [.. source.Select(argument => _texts.Open(run, argument))],
            SourceShare = run.Get(_sourceShare) ?? Guessing.SourceShare,
        };
        options.Validate();
        run.Terminal.Note($"{model.Path}: the model has a masked-LM head, so it goes on guessing hidden tokens");
        // The folder is taken before the work, so that no other run can take it meanwhile.
        using AtomicFolder folder = _checkpoints.BeginGoal(run, goal, _force);
        using CheckpointFolder? checkpoints = _checkpoints.Open(run, goal, _force);
        using SnapshotFolder? snapshots = _guessing.OpenSnapshots(run, goal, _checkpoints.Resumes(run), run.Get(_force), card);
        options = options with { Training = options.Training with { Checkpoints = checkpoints, Snapshots = snapshots } };
        using TrainedMaskedModel adapted = await run.Terminal.ProgressAsync(progress => MaskedAdaptation.RunAsync(model, texts, options, progress, run.Cancellation));
        await adapted.SaveAsync(folder, card, MaskedRunView.Picture(adapted.Report));
        MaskedRunView.Note(run.Terminal, adapted.Report);
        MemoryView.Note(run.Terminal, adapted.Report.Run.Memory);
        run.Terminal.Result(MaskedRunView.Json(goal, adapted.Report, snapshots), console => MaskedRunView.Write(console, goal, adapted.Report, snapshots));
        return CheckpointFlags.End(run, goal, checkpoints, adapted.WasInterrupted);
    }

    private async Task<int> HealAsync(Invocation run, string goal, ModelFolder model, IReadOnlyList<TextCorpus> texts, AdaptedCard card)
    {
        HealingOptions options = _healing.Read(run, run.Get(_first), run.Get(_perLanguage), run.Get(_heldOut), Dev(run));
        ModelFolder teacher = _healing.OpenTeacher(run, model);
        run.Terminal.Note($"{model.Path}: the model has no masked-LM head, so it learns the sentence vectors of {teacher.Path}");
        // The folder is taken before the work, so that no other run can take it meanwhile.
        using AtomicFolder folder = _checkpoints.BeginGoal(run, goal, _force);
        using CheckpointFolder? checkpoints = _checkpoints.Open(run, goal, _force);
        using HealedModel healed = await run.Terminal.ProgressAsync(progress => VectorHealing.RunAsync(model, teacher, texts, options with { Checkpoints = checkpoints }, progress, run.Cancellation));
        await healed.SaveAsync(folder, card);
        HealingFlags.Warn(run.Terminal, healed.Report);
        MemoryView.Note(run.Terminal, healed.Report.Run.Memory);
        run.Terminal.Result(HealingFlags.Json(goal, healed.Report), console => HealingFlags.Write(console, goal, healed.Report));
        return CheckpointFlags.End(run, goal, checkpoints, healed.WasInterrupted);
    }

    private TextCorpus[] Dev(Invocation run) => [.. (run.Get(_dev) ?? []).Select(argument => _texts.Open(run, argument))];

    /// <summary>Refuses options of the way that the model does not go.</summary>
    private void RefuseIdle(Invocation run, ModelFolder model, bool guesses)
    {
        IEnumerable<Option> others = guesses ? _healing.Options : [_source, _sourceShare, .. _guessing.Options];
        if (others.FirstOrDefault(run.IsGiven) is not { } idle)
            return;
        throw new UsageException(guesses
            ? $"{idle.Name} is for models without a masked-LM head, which learn old sentence vectors, and {model.Path} has one; leave it out."
            : $"{idle.Name} is for models with a masked-LM head, which guess hidden tokens, and {model.Path} has none; leave it out.");
    }
}
