using System.CommandLine;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Torch;
using NlpTransfer.Training;

namespace NlpTransfer.Cli.Commands.Translation;

/// <summary>How a translation model is trained.</summary>
internal sealed class TranslationTrainingFlags
{
    private static readonly TranslationTrainingOptions Standard = new();

    private readonly Option<ulong> _seed = CommonOptions.Seed();
    private readonly Option<int> _epochs = Numbers.Required("--epochs", "Passes over the pairs.", Standard.Epochs, 1, 1000);
    private readonly Option<int?> _steps = Numbers.Optional("--max-steps", "Ends the training after N steps, whatever --epochs says.", 1, int.MaxValue);
    private readonly Option<double> _rate = Numbers.Required("--learning-rate", "Peak learning rate; a published translation model wants a tenth of the default.", Standard.LearningRate, 1e-9, 1);
    private readonly Option<int> _batch = Numbers.Required("--batch-tokens", "Tokens of a batch, both sides.", Standard.BatchTokens, 16, 1 << 20);
    private readonly Option<double> _smoothing = Numbers.Required("--label-smoothing", "Probability mass spread evenly over the vocabulary.", Standard.LabelSmoothing, 0, 0.9);
    private readonly Option<double?> _dropout = Numbers.Optional("--dropout", "Dropout of hidden values and attention inside both sides (default: what the model's config.json says of these, of activations and of layers).", 0, 0.9);
    private readonly Option<double> _temperature = Numbers.Required("--language-temperature", "How directions of different sizes are mixed: 1 keeps the sizes, a large number makes them equal.", Standard.LanguageTemperature, 1, 1000);
    private readonly Option<int> _patience = Numbers.Required("--patience", "Epochs without a better chrF after which training ends; 0 never ends early.", Standard.Patience, 0, 1000);
    private readonly Option<int> _heldOut = Numbers.Required("--held-out", "Pairs of each direction that are held out to choose the weights, at most a tenth; 0 takes the last weights.", Standard.HeldOut, 0, 100_000);
    private readonly Option<int> _length = Numbers.Required("--max-length", "Tokens of a side; longer pairs are left out and counted.", Standard.MaxLength, 8, 65_536);
    private readonly Option<bool> _freezeEncoder = new("--freeze-encoder") { Description = "Keep the encoder's weights." };
    private readonly Option<bool> _freezeEmbeddings = new("--freeze-embeddings") { Description = "Keep the embeddings of both sides." };
    private readonly Option<string?> _log = new("--log") { Description = "JSON Lines file that grows while training runs, with the loss per target token and the rate; the model folder gets the same lines at the end.", HelpName = "FILE" };
    private readonly Option<int> _logEvery = Numbers.Required("--log-every", "Steps whose mean loss makes one line of the log.", Standard.LogEvery, 1, 1_000_000);
    private readonly Option<int?> _threads = CommonOptions.Threads();
    private readonly Option<LinearPrecision> _precision = CommonOptions.Precision();
    private readonly Option<MemoryBudget?> _memory = MemoryView.Option();

    internal void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_seed, _epochs, _steps, _rate, _batch, _smoothing, _dropout, _temperature, _patience, _heldOut, _length, _freezeEncoder, _freezeEmbeddings, _log, _logEvery, _threads, _precision, _memory])
            command.Add(option);
    }

    /// <summary>How the model is trained.</summary>
    /// <param name="run">The invocation.</param>
    /// <param name="force">Whether a log that stands there may be replaced.</param>
    internal TranslationTrainingOptions Read(Invocation run, bool force)
    {
        if (run.Get(_threads) is { } threads)
            LibTorch.Threads = threads;
        LinearPrecision precision = run.Get(_precision);
        ProcessorFeatures.Current.Require(precision);
        if (run.Get(_log) is { } log)
            OutputGuard.Check(log, force);
        if (run.Get(_heldOut) == 0 && run.IsGiven(_patience))
            throw new UsageException("--patience is about the pairs held out, and --held-out 0 holds none out; leave one of them out.");
        return new TranslationTrainingOptions
        {
            Seed = run.Get(_seed),
            Epochs = run.Get(_epochs),
            MaxSteps = run.Get(_steps),
            LearningRate = run.Get(_rate),
            BatchTokens = run.Get(_batch),
            LabelSmoothing = run.Get(_smoothing),
            Dropout = run.Get(_dropout),
            LanguageTemperature = run.Get(_temperature),
            Patience = run.Get(_patience),
            HeldOut = run.Get(_heldOut),
            MaxLength = run.Get(_length),
            FreezeEncoder = run.Get(_freezeEncoder),
            FreezeEmbeddings = run.Get(_freezeEmbeddings),
            Precision = precision,
            Memory = run.Get(_memory),
            LogEvery = run.Get(_logEvery),
            LogFile = run.Get(_log),
        };
    }
}
