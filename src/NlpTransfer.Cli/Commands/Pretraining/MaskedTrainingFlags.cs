using System.CommandLine;
using NlpTransfer.Cli.Commands.Vectors;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Training;

namespace NlpTransfer.Cli.Commands.Pretraining;

/// <summary>How a model is trained by masked language modelling: what pretrain and adapt share beside <see cref="StepFlags"/>.</summary>
internal sealed class MaskedTrainingFlags
{
    private static readonly SortedDictionary<string, LearningRateDecay> s_decays = new(StringComparer.Ordinal)
    {
        ["cosine"] = LearningRateDecay.Cosine,
        ["inverse-square-root"] = LearningRateDecay.InverseSquareRoot,
        ["linear"] = LearningRateDecay.Linear,
    };

    private readonly MaskedTrainingOptions _standard;
    private readonly MaskedTextOptions _texts = new();
    private readonly StepFlags _steps;
    private readonly Option<LearningRateDecay> _schedule = new("--schedule")
    {
        Description = "How the rate falls after the warm-up: linear (default), cosine or inverse-square-root.",
        HelpName = string.Join('|', s_decays.Keys),
        CustomParser = result =>
        {
            if (s_decays.TryGetValue(result.Tokens[0].Value, out LearningRateDecay decay))
                return decay;
            result.AddError($"--schedule must be {string.Join(", ", s_decays.Keys)}, not '{result.Tokens[0].Value}'.");
            return default;
        },
    };

    private readonly Option<double?> _warmup;
    private readonly Option<double?> _weightDecay;
    private readonly Option<int?> _accumulate;
    private readonly Option<double?> _dropout;
    private readonly Option<double?> _average;
    private readonly Option<double?> _share;
    private readonly Option<bool> _wholeWords = new("--whole-words") { Description = "Hide all tokens of a word together; words are what white space separates." };
    private readonly Option<string[]> _pairs = new("--pairs", "-p")
    {
        Description = "Texts with their translations, both in one sequence (translation language modelling): a table with a column a language, or two files aligned line by line with a comma between. The language is the translations'.",
        HelpName = "[LANG=]FILE[,FILE]",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _sourceLanguage = new("--source-language") { Description = "The language of the pairs' texts, by which their column is found (default: left to the header).", HelpName = "LANG" };
    private readonly Option<double?> _pairShare;
    private readonly Option<int?> _perplexity;
    private readonly Option<string?> _log = new("--log") { Description = "JSON Lines file that grows while training runs; the model folder gets the same lines at the end.", HelpName = "FILE" };
    private readonly Option<int?> _logEvery;
    private readonly Option<int?> _snapshots = Numbers.Optional(
        "--snapshots", "Keep N whole models of the way in OUT.snapshots/step-NNNNNN, at evenly spaced steps, the end not counted: 4 of 1000 steps are 200, 400, 600 and 800 (default: none).", 1, 10_000);


    /// <param name="standard">The command's own defaults.</param>
    /// <param name="steps">Steps, rates and batches.</param>
    internal MaskedTrainingFlags(MaskedTrainingOptions standard, StepFlags steps)
    {
        (_standard, _steps) = (standard, steps);
        _warmup = Numbers.Optional("--warmup", $"Share of the steps over which the rate rises (default {StepFlags.Text(standard.WarmupFraction)}).", 0.0, 0.9);
        _weightDecay = Numbers.Optional("--weight-decay", $"Decay of matrices (default {StepFlags.Text(standard.WeightDecay)}).", 0.0, 1.0);
        _accumulate = Numbers.Optional("--accumulate", $"Batches whose gradients add up to one step (default {standard.Accumulation}).", 1, 256);
        _dropout = Numbers.Optional("--dropout", $"Dropout inside the layers (default {StepFlags.Text(standard.Dropout)}).", 0.0, 0.9);
        _average = Numbers.Optional("--average-decay", "Save the exponential average of the weights, of which this share stays at each step, such as 0.999 (default: no average).", 0.0, 0.999999);
        _share = Numbers.Optional("--mask-share", $"Share of tokens, or with --whole-words of words, that are hidden (default {StepFlags.Text(standard.Masking.Share)}).", 0.01, 0.9);
        _pairShare = Numbers.Optional("--pair-share", $"Share of the batches that are pairs (default {StepFlags.Text(_texts.PairShare)}).", 0.01, 0.9);
        _perplexity = Numbers.Optional("--pseudo-perplexity", $"Held-out texts of a language whose pseudo-perplexity is taken at the end (default {_texts.PseudoPerplexityTexts}; 0: none).", 0, 10_000);
        _logEvery = Numbers.Optional("--log-every", $"Steps whose mean loss makes one line of the log (default {standard.LogEvery}).", 1, 1_000_000);
    }

    /// <summary>The options that are about masked language modelling alone.</summary>
    internal IReadOnlyList<Option> Options => [_schedule, _warmup, _weightDecay, _accumulate, _dropout, _average, _share, _wholeWords, _pairs, _sourceLanguage, _pairShare, _perplexity, _log, _logEvery, _snapshots];

    internal void AddTo(Command command)
    {
        foreach (Option option in Options)
            command.Add(option);
    }

    /// <summary>How it is trained.</summary>
    /// <param name="run">The invocation.</param>
    /// <param name="force">Whether a log that stands there may be replaced.</param>
    internal MaskedTrainingOptions Read(Invocation run, bool force)
    {
        _steps.ApplyThreads(run);
        if (run.Get(_log) is { } log)
            OutputGuard.Check(log, force);
        return new MaskedTrainingOptions
        {
            Seed = _steps.Seed(run),
            LearningRate = _steps.LearningRate(run) ?? _standard.LearningRate,
            Decay = run.Get(_schedule),
            WarmupFraction = run.Get(_warmup) ?? _standard.WarmupFraction,
            WeightDecay = run.Get(_weightDecay) ?? _standard.WeightDecay,
            Epochs = _steps.Epochs(run),
            MaxSteps = _steps.MaxSteps(run),
            BatchTokens = _steps.BatchTokens(run) ?? _standard.BatchTokens,
            Precision = _steps.Precision(run),
            Memory = _steps.Memory(run),
            Accumulation = run.Get(_accumulate) ?? _standard.Accumulation,
            Dropout = run.Get(_dropout) ?? _standard.Dropout,
            AverageDecay = run.Get(_average) ?? _standard.AverageDecay,
            LanguageTemperature = _steps.LanguageTemperature(run) ?? _standard.LanguageTemperature,
            Evaluations = _steps.Evaluations(run) ?? _standard.Evaluations,
            Patience = _steps.Patience(run) ?? _standard.Patience,
            MaxLength = _steps.MaxLength(run) ?? _standard.MaxLength,
            Masking = new MaskingOptions { Share = run.Get(_share) ?? _standard.Masking.Share, WholeWords = run.Get(_wholeWords) },
            LogEvery = run.Get(_logEvery) ?? _standard.LogEvery,
            LogFile = run.Get(_log),
        };
    }

    /// <summary>Opens the folder of models that are kept on the way; null where the user wants none.</summary>
    /// <param name="run">The invocation.</param>
    /// <param name="goal">The folder of the result.</param>
    /// <param name="resume">Whether a run that was stopped goes on.</param>
    /// <param name="force">Whether what stands there may be removed.</param>
    /// <param name="card">What their cards say.</param>
    internal SnapshotFolder? OpenSnapshots(Invocation run, string goal, bool resume, bool force, AdaptedCard card) => run.Get(_snapshots) is { } count
        ? SnapshotFolder.Open(SnapshotFolder.PathFor(goal), new SnapshotOptions { Count = count, Resume = resume, Replace = force, Card = card }, run.Terminal.Warn)
        : null;

    /// <summary>Which texts train and which measure.</summary>
    /// <param name="run">The invocation.</param>
    /// <param name="perLanguage">Texts of a language at most; null for the default.</param>
    /// <param name="heldOut">Texts of a language that are held out; null for the default.</param>
    /// <param name="dev">Texts that measure.</param>
    internal MaskedTextOptions ReadTexts(Invocation run, int? perLanguage, int? heldOut, IReadOnlyList<TextCorpus> dev)
    {
        string[] pairs = run.Get(_pairs) ?? [];
        if (pairs.Length == 0 && new Option[] { _pairShare, _sourceLanguage }.FirstOrDefault(run.IsGiven) is { } idle)
            throw new UsageException($"{idle.Name} is about pairs, and none are given; leave it out, or give --pairs.");
        return new MaskedTextOptions
        {
            TextsPerLanguage = perLanguage ?? _texts.TextsPerLanguage,
            HeldOutTexts = heldOut ?? _texts.HeldOutTexts,
            PseudoPerplexityTexts = run.Get(_perplexity) ?? _texts.PseudoPerplexityTexts,
            Dev = dev,
            Pairs = [.. pairs.Select(argument => PairCorpus.Parse(argument, run.Get(_sourceLanguage)))],
            PairShare = run.Get(_pairShare) ?? _texts.PairShare,
        };
    }
}
