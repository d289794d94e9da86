using System.CommandLine;
using NlpTransfer.Cli.Commands.Vectors;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Training;

namespace NlpTransfer.Cli.Commands.Pretraining;

internal sealed class PretrainCommand : CliCommand
{
    private static readonly PretrainingOptions Defaults = new();

    private readonly Option<string> _tokenizer = new("--tokenizer") { Description = "A tokenizer with a mask token: a file, or a folder with one, such as tokenizer train makes.", HelpName = "PATH", Required = true };
    private readonly PlainTexts _texts = new("Plain text to learn on; several files and languages may be given.");
    private readonly Option<string[]> _dev = new("--dev") { Description = "Plain text to measure on, for the languages it is of (default: some texts of each language are held out).", HelpName = "[LANG=]FILE", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> _family = new("--family")
    {
        Description = "The family of the encoder; for other libraries xlm-roberta goes with a SentencePiece vocabulary, roberta with byte-level BPE, bert and distilbert with WordPiece.",
        HelpName = string.Join('|', EncoderFamilies.All.Select(family => family.ModelType)),
        DefaultValueFactory = _ => Defaults.Encoder.Family,
    };

    private readonly Option<int?> _layers = Numbers.Optional("--layers", $"Layers (default {Defaults.Encoder.Layers}).", 1, 64);
    private readonly Option<int?> _hidden = Numbers.Optional("--hidden", $"Width of hidden states, a multiple of --heads (default {Defaults.Encoder.HiddenSize}).", 8, 4096);
    private readonly Option<int?> _heads = Numbers.Optional("--heads", $"Attention heads (default {Defaults.Encoder.Heads}).", 1, 128);
    private readonly Option<int?> _intermediate = Numbers.Optional("--intermediate", "Width of the feed-forward layers (default: four times --hidden).", 8, 65_536);
    private readonly Option<int?> _perLanguage = Numbers.Optional("--texts-per-language", $"Texts of a language that are used at most, drawn evenly from all and held in memory (default {Defaults.Texts.TextsPerLanguage}).", 10, int.MaxValue);
    private readonly Option<int?> _heldOut = Numbers.Optional("--held-out", $"Texts of a language that are held out to measure, at most a tenth (default {Defaults.Texts.HeldOutTexts}; 0: the last weights are taken).", 0, 10_000);
    private readonly StepFlags _steps = new(
        new StepDefaults(
            Defaults.Training.Epochs,
            StepFlags.Text(Defaults.Training.LearningRate),
            Defaults.Training.LanguageTemperature,
            StepFlags.Text(Defaults.Training.Evaluations),
            Defaults.Training.MaxLength,
            StepFlags.Text(Defaults.Training.BatchTokens)),
        "Tokens of a text that the encoder can read; longer texts are cut into several",
        8);

    private readonly MaskedTrainingFlags _training;
    private readonly CheckpointFlags _checkpoints = new();
    private readonly CardFlags _card = new();
    private readonly Option<string> _out = CommonOptions.Out("The folder of the new model.");
    private readonly Option<bool> _force = CommonOptions.Force();

    internal PretrainCommand(Terminal terminal)
        : base(
            terminal,
            "pretrain",
            "Make an encoder from nothing: it learns to guess hidden tokens of plain text.",
            "nlptransfer pretrain --tokenizer tokenizers/eng-fra-deu-spa --text eng=en.txt fra=fr.txt deu=de.txt spa=es.txt --max-steps 20000 --out encoder",
            "nlptransfer pretrain --tokenizer tokenizers/yor --text yor=yo.txt --pairs yor=en-yo.tsv --layers 4 --hidden 128 --heads 2 --whole-words --out encoder-yo")
    {
        _training = new MaskedTrainingFlags(Defaults.Training, _steps);
        Add(_tokenizer);
        _texts.AddTo(this);
        foreach (Option option in (Option[])[_dev, _family, _layers, _hidden, _heads, _intermediate, _perLanguage, _heldOut])
            Add(option);
        _steps.AddTo(this);
        _training.AddTo(this);
        _checkpoints.AddTo(this);
        _card.AddTo(this);
        Add(_out);
        Add(_force);
    }

    protected override async Task<int> RunAsync(Invocation run)
    {
        string goal = run.Get(_out)!, tokenizer = run.Get(_tokenizer)!;
        PretrainingOptions options = Read(run);
        options.Validate();
        (IReadOnlyList<TextCorpus> texts, IReadOnlyList<TextCredit> credits) = _texts.Open(run);
        if (texts.Count == 0)
            throw new UsageException("Neither --text nor --text-list names a text; give at least one, the model learns on it.");
        AdaptedCard card = _card.Read(run, credits);
        // The folder is taken before the work, so that no other run can take it meanwhile.
        using AtomicFolder folder = _checkpoints.BeginGoal(run, goal, _force);
        using CheckpointFolder? checkpoints = _checkpoints.Open(run, goal, _force);
        using SnapshotFolder? snapshots = _training.OpenSnapshots(run, goal, _checkpoints.Resumes(run), run.Get(_force), card);
        options = options with { Training = options.Training with { Checkpoints = checkpoints, Snapshots = snapshots } };
        using TrainedMaskedModel model = await run.Terminal.ProgressAsync(progress => NlpTransfer.Training.Pretraining.RunAsync(tokenizer, texts, options, progress, run.Cancellation));
        await model.SaveAsync(folder, card, MaskedRunView.Picture(model.Report));
        MaskedRunView.Note(run.Terminal, model.Report);
        MemoryView.Note(run.Terminal, model.Report.Run.Memory);
        run.Terminal.Result(MaskedRunView.Json(goal, model.Report, snapshots), console => MaskedRunView.Write(console, goal, model.Report, snapshots));
        return CheckpointFlags.End(run, goal, checkpoints, model.WasInterrupted);
    }

    private PretrainingOptions Read(Invocation run)
    {
        MaskedTrainingOptions training = _training.Read(run, run.Get(_force) || _checkpoints.Resumes(run));
        return new PretrainingOptions
        {
            Encoder = new NewEncoderOptions
            {
                Family = run.Get(_family)!,
                Layers = run.Get(_layers) ?? Defaults.Encoder.Layers,
                HiddenSize = run.Get(_hidden) ?? Defaults.Encoder.HiddenSize,
                Heads = run.Get(_heads) ?? Defaults.Encoder.Heads,
                IntermediateSize = run.Get(_intermediate),
                MaxTokens = training.MaxLength,
            },
            Training = training,
            Texts = _training.ReadTexts(run, run.Get(_perLanguage), run.Get(_heldOut), [.. (run.Get(_dev) ?? []).Select(argument => _texts.Open(run, argument))]),
        };
    }
}
