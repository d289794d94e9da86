using System.CommandLine;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Training;

namespace NlpTransfer.Cli.Commands.Classify;

/// <summary>How a classifier is trained: strategy, seed, and what only matters where layers train.</summary>
internal sealed class TrainingOptions
{
    private readonly Option<string>? _strategy;
    private readonly Option<ulong> _seed = CommonOptions.Seed();
    private readonly Option<bool> _noSelection = new("--no-selection") { Description = "Keep the default strengths instead of choosing them by cross-validation in the training rows." };
    private readonly Option<int?> _epochs = Numbers.Optional("--epochs", "Passes over the target's rows where layers train (default 5).", 1, 1000);
    private readonly Option<int?> _sourceEpochs = Numbers.Optional("--source-epochs", "Passes over the other languages' rows where layers train (default 3).", 1, 1000);
    private readonly Option<int?> _maxSteps = Numbers.Optional("--max-steps", "Ends each stage of training after N steps.", 1, int.MaxValue);
    private readonly Option<double?> _learningRate = Numbers.Optional("--learning-rate", "Peak rate of the stage on the target's rows where layers train (default 4e-5).", 1e-9, 1.0);
    private readonly Option<double?> _holdout = Numbers.Optional("--holdout", "Share of the training rows that chooses the best epoch where layers train; 0 keeps the last epoch (default 0.1).", 0.0, 0.5);
    private readonly Option<int?> _patience = Numbers.Optional("--patience", "Epochs without improvement on these rows after which a stage ends where layers train; 0 runs all (default 2).", 0, 1000);
    private readonly Option<bool> _freezeEmbeddings = new("--freeze-embeddings") { Description = "Whether word and position embeddings keep their values where layers train.", HelpName = "true|false", DefaultValueFactory = _ => true, Arity = ArgumentArity.ExactlyOne };
    private readonly Option<int?> _freezeLayers = Numbers.Optional("--freeze-layers", "The N lower layers keep their values, with the embeddings; they are computed once a text (default: none).", 1, 1000);
    private readonly Option<double?> _startPull = Numbers.Optional("--l2-sp", "Pulls layers back towards the weights they begin with, by N times the rate at each step, in place of weight decay (L2-SP; try 10 to 1000; default: none).", 0.0, 1e9);
    private readonly Option<MemoryBudget?> _memory = MemoryView.Option();
    private readonly LoraFlags _lora;
    private readonly EncoderOptions _encoder = new("Tokens of a batch, padding included: in training where layers train, else when texts are embedded.");

    /// <param name="oneStrategy">Whether the command takes a single <c>--strategy</c>.</param>
    internal TrainingOptions(bool oneStrategy = true)
    {
        _lora = new LoraFlags(saves: oneStrategy);
        if (!oneStrategy)
            return;
        _strategy = new Option<string>("--strategy")
        {
            Description = $"What the classifier is made of: {string.Join(", ", ClassifierStrategy.All.Select(s => s.Name))}, or top:K to train the K upper layers.",
            HelpName = "NAME",
            DefaultValueFactory = _ => ClassifierStrategy.Combined.Name,
        };
    }

    private Option[] OnlyForLayers => [_epochs, _sourceEpochs, _maxSteps, _learningRate, _holdout, _patience, _freezeEmbeddings, _freezeLayers, _startPull, _memory];

    internal void AddTo(Command command)
    {
        if (_strategy is not null)
            command.Add(_strategy);
        command.Add(_seed);
        command.Add(_noSelection);
        foreach (Option option in OnlyForLayers.Concat(_lora.All))
            command.Add(option);
        _encoder.AddTo(command);
    }

    internal ulong Seed(Invocation run) => run.Get(_seed);

    /// <summary>The options for the strategy that <c>--strategy</c> names.</summary>
    internal ClassifierTrainingOptions Read(Invocation run) => Read(run, [ClassifierStrategy.Parse(run.Get(_strategy!)!)]) with { Strategy = ClassifierStrategy.Parse(run.Get(_strategy!)!) };

    /// <summary>The options for several strategies; one that has no effect on any of them is refused.</summary>
    internal ClassifierTrainingOptions Read(Invocation run, IReadOnlyList<ClassifierStrategy> strategies)
    {
        bool layers = strategies.Any(strategy => strategy.FineTunes);
        string names = string.Join(", ", strategies.Select(strategy => strategy.Name));
        if (!layers && OnlyForLayers.FirstOrDefault(run.IsGiven) is { } idle)
            throw new UsageException($"{idle.Name} has an effect only where layers train, and {names} trains none; leave it out, or use the strategy lora, full, top:K or combined+full.");
        if (!strategies.Any(strategy => strategy.UsesLora) && _lora.All.FirstOrDefault(run.IsGiven) is { } apart)
            throw new UsageException($"{apart.Name} has an effect only with the strategy lora, and {names} has no adapters; leave it out.");
        CheckFreezing(run, [.. strategies.Where(strategy => strategy.FineTunes)]);
        if (run.Get(_noSelection) && !strategies.Any(strategy => strategy.UsesKernel || strategy.UsesFrozen))
            throw new UsageException($"--no-selection has no effect: {names} has no strengths to choose; leave it out.");
        if (_encoder.NamesPrecision(run) && !strategies.Any(strategy => strategy.NeedsEncoder))
            throw new UsageException($"--precision has no effect: {names} has no encoder; leave it out.");
        if (strategies.Any(strategy => strategy.NeedsEncoder))
            _encoder.ApplyThreads(run);
        var options = new ClassifierTrainingOptions
        {
            Seed = run.Get(_seed),
            Select = !run.Get(_noSelection),
            MaxLength = _encoder.MaxLength(run),
            Lora = _lora.Read(run),
            Precision = _encoder.Precision(run),
            Memory = run.Get(_memory),
        };
        options = options with { HoldoutFraction = run.Get(_holdout) ?? options.HoldoutFraction };
        int? batch = _encoder.BatchTokens(run);
        return options with
        {
            BatchTokens = batch ?? options.BatchTokens,
            FirstStage = Stage(run, options.FirstStage, batch) with { Epochs = run.Get(_sourceEpochs) ?? options.FirstStage.Epochs },
            SecondStage = Stage(run, options.SecondStage, batch) with
            {
                Epochs = run.Get(_epochs) ?? options.SecondStage.Epochs,
                LearningRate = run.Get(_learningRate) ?? options.SecondStage.LearningRate,
            },
        };
    }

    /// <summary>What trains is told in one way: by the strategy, or by an option.</summary>
    private void CheckFreezing(Invocation run, IReadOnlyList<ClassifierStrategy> strategies)
    {
        if (run.IsGiven(_freezeLayers) && strategies.FirstOrDefault(strategy => strategy.TopLayers is not null) is { } upper)
            throw new UsageException($"--freeze-layers and the strategy {upper.Name} both say which layers train; leave one of them out.");
        if (!run.Get(_freezeEmbeddings) && strategies.All(strategy => strategy.TopLayers is not null))
            throw new UsageException("--freeze-embeddings false has no effect where lower layers are frozen, for what lies below them can't train; leave it out.");
        if (!run.Get(_freezeEmbeddings) && strategies.All(strategy => strategy.UsesLora))
            throw new UsageException("--freeze-embeddings false has no effect with the strategy lora, under which pretrained weights stay as they are; leave it out.");
        if (run.IsGiven(_startPull) && strategies.All(strategy => strategy.UsesLora))
            throw new UsageException("--l2-sp has no effect with the strategy lora, under which pretrained weights stay as they are; leave it out.");
    }

    private FineTuningOptions Stage(Invocation run, FineTuningOptions stage, int? batch) => stage with
    {
        MaxSteps = run.Get(_maxSteps) ?? stage.MaxSteps,
        BatchTokens = batch ?? stage.BatchTokens,
        Patience = run.Get(_patience) ?? stage.Patience,
        FreezeEmbeddings = run.Get(_freezeEmbeddings),
        FrozenLayers = run.Get(_freezeLayers) ?? stage.FrozenLayers,
        StartPull = run.Get(_startPull) ?? stage.StartPull,
    };
}
