using System.CommandLine;
using System.Globalization;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Torch;
using NlpTransfer.Training;

namespace NlpTransfer.Cli.Commands.Vectors;

/// <summary>How long an encoder is trained, at which rate, in which batches: the options of every training on plain text.</summary>
internal sealed class StepFlags
{
    private readonly StepDefaults _standard;
    private readonly Option<ulong> _seed = CommonOptions.Seed();
    private readonly Option<int?> _epochs;
    private readonly Option<int?> _maxSteps = Numbers.Optional("--max-steps", "Trains for N steps, in as many passes as that takes; with --epochs at most as many as those have.", 1, int.MaxValue);
    private readonly Option<double?> _learningRate;
    private readonly Option<double?> _languages;
    private readonly Option<int?> _evaluations;
    private readonly Option<int?> _patience = Numbers.Optional("--patience", "Measurements without a better value after which training ends (default: never early).", 1, 1000);
    private readonly Option<int?> _maxLength;
    private readonly Option<int?> _batchTokens;
    private readonly Option<int?> _threads = CommonOptions.Threads();
    private readonly Option<LinearPrecision> _precision = CommonOptions.Precision();
    private readonly Option<MemoryBudget?> _memory = MemoryView.Option();

    /// <param name="standard">The command's own defaults.</param>
    /// <param name="maxLength">What <c>--max-length</c> does, without its default.</param>
    /// <param name="leastLength">The least that it may be.</param>
    internal StepFlags(StepDefaults standard, string maxLength, int leastLength)
    {
        _standard = standard;
        _epochs = Numbers.Optional("--epochs", $"Passes over the texts (default {standard.Epochs}).", 1, 1000);
        _learningRate = Numbers.Optional("--learning-rate", $"Peak rate (default {standard.LearningRateText}).", 1e-9, 1.0);
        _languages = Numbers.Optional("--language-temperature", $"A language is drawn by its number of texts to the power of 1/N (default {Text(standard.LanguageTemperature)}; 1: as many as there are; 1000: all the same).", 1.0, 1000);
        _evaluations = Numbers.Optional("--evaluations", $"How often the held-out texts are measured on the way, to keep the best weights (default {standard.EvaluationsText}).", 1, 1000);
        _maxLength = Numbers.Optional("--max-length", $"{maxLength} (default {standard.MaxLength}).", leastLength, 65_536);
        _batchTokens = CommonOptions.BatchTokens($"Tokens of a batch, padding included (default {standard.BatchTokensText}).");
    }

    internal void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_seed, _epochs, _maxSteps, _learningRate, _languages, _evaluations, _patience, _maxLength, _batchTokens, _threads, _precision, _memory])
            command.Add(option);
    }

    internal ulong Seed(Invocation run) => run.Get(_seed);

    internal int? MaxSteps(Invocation run) => run.Get(_maxSteps);

    /// <summary>A time or a number of steps is to be filled: without other word as many passes as fit into it.</summary>
    internal int Epochs(Invocation run, bool isTimed = false) => run.Get(_epochs) ?? (!isTimed && run.Get(_maxSteps) is null ? _standard.Epochs : 1000);

    internal double? LearningRate(Invocation run) => run.Get(_learningRate);

    internal double? LanguageTemperature(Invocation run) => run.Get(_languages);

    internal int? Evaluations(Invocation run) => run.Get(_evaluations);

    internal int? Patience(Invocation run) => run.Get(_patience);

    internal int? MaxLength(Invocation run) => run.Get(_maxLength);

    internal int? BatchTokens(Invocation run) => run.Get(_batchTokens);

    internal MemoryBudget? Memory(Invocation run) => run.Get(_memory);

    /// <summary>The precision of products.</summary>
    /// <exception cref="UsageException">The processor has no instructions for it.</exception>
    internal LinearPrecision Precision(Invocation run)
    {
        LinearPrecision precision = run.Get(_precision);
        ProcessorFeatures.Current.Require(precision);
        return precision;
    }

    /// <summary>Loads libtorch and sets its threads, where the user names a number; otherwise it loads when it is needed.</summary>
    internal void ApplyThreads(Invocation run)
    {
        if (run.Get(_threads) is { } threads)
            LibTorch.Threads = threads;
    }

    internal static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
