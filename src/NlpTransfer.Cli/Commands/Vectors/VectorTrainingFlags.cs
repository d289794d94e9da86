using System.CommandLine;
using System.Globalization;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Training;

namespace NlpTransfer.Cli.Commands.Vectors;

/// <summary>How an encoder is trained to give vectors: what adapt and align share.</summary>
internal sealed class VectorTrainingFlags
{
    private static readonly VectorTrainingOptions Defaults = new();

    private readonly Option<ulong> _seed = CommonOptions.Seed();
    private readonly Option<int?> _epochs = Numbers.Optional("--epochs", $"Passes over the texts (default {Defaults.Epochs}).", 1, 1000);
    private readonly Option<int?> _maxSteps = Numbers.Optional("--max-steps", "Ends training after N steps.", 1, int.MaxValue);
    private readonly Option<double?> _minutes = Numbers.Optional("--minutes", "Takes about N minutes in all: a few batches are timed, and the steps follow from that. Two runs may differ; --max-steps with the number in nlptransfer.json makes the same bytes again.", 1e-6, 100_000);
    private readonly Option<double?> _learningRate = Numbers.Optional("--learning-rate", $"Peak rate of the layers (default {Text(Defaults.LearningRate)}).", 1e-9, 1.0);
    private readonly Option<double?> _factor = Numbers.Optional("--embedding-rate-factor", $"Token embeddings learn N times faster than layers (default {Text(Defaults.EmbeddingRateFactor)}).", 0.1, 1000);
    private readonly Option<double?> _contrast;
    private readonly Option<double?> _temperature = Numbers.Optional("--contrast-temperature", $"Divides the cosines of the contrast (default {Text(Defaults.Temperature)}).", 0.001, 10);
    private readonly Option<double?> _languages = Numbers.Optional("--language-temperature", $"A language is drawn by its number of texts to the power of 1/N (default {Text(Defaults.LanguageTemperature)}; 1: as many as there are; 1000: all the same).", 1.0, 1000);
    private readonly Option<int?> _evaluations = Numbers.Optional("--evaluations", $"How often the held-out texts are measured on the way, to keep the best weights (default {Defaults.Evaluations}).", 1, 1000);
    private readonly Option<int?> _patience = Numbers.Optional("--patience", "Measurements without a better value after which training ends (default: never early).", 1, 1000);
    private readonly Option<int?> _maxLength = Numbers.Optional("--max-length", $"Tokens of a text that are read; longer texts are shortened to whole words (default {Defaults.MaxLength}).", 4, 65_536);
    private readonly Option<int?> _batchTokens = CommonOptions.BatchTokens($"Tokens of a batch, padding included (default {Defaults.BatchTokens}).");
    private readonly Option<int?> _threads = CommonOptions.Threads();

    private readonly double _standardContrast;

    internal VectorTrainingFlags(double standardContrast)
    {
        _standardContrast = standardContrast;
        _contrast = Numbers.Optional("--contrast", $"Weight of the contrast with the batch's other texts beside the squared distance (default {Text(standardContrast)}).", 0.0, 100);
    }

    internal void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_seed, _epochs, _maxSteps, _minutes, _learningRate, _factor, _contrast, _temperature, _languages, _evaluations, _patience, _maxLength, _batchTokens, _threads])
            command.Add(option);
    }

    internal VectorTrainingOptions Read(Invocation run)
    {
        double contrast = run.Get(_contrast) ?? _standardContrast;
        if (contrast == 0 && run.IsGiven(_temperature))
            throw new UsageException("--contrast-temperature has an effect only with contrast, and there is none; leave it out, or give --contrast.");
        if (run.Get(_threads) is { } threads)
            NlpTransfer.Torch.LibTorch.Threads = threads;
        return new VectorTrainingOptions
        {
            Seed = run.Get(_seed),
            // A time is to be filled: without other word as many passes as fit into it.
            Epochs = run.Get(_epochs) ?? (run.Get(_minutes) is null ? Defaults.Epochs : 1000),
            MaxSteps = run.Get(_maxSteps),
            Minutes = run.Get(_minutes),
            LearningRate = run.Get(_learningRate) ?? Defaults.LearningRate,
            EmbeddingRateFactor = run.Get(_factor) ?? Defaults.EmbeddingRateFactor,
            Contrast = contrast,
            Temperature = run.Get(_temperature) ?? Defaults.Temperature,
            LanguageTemperature = run.Get(_languages) ?? Defaults.LanguageTemperature,
            Evaluations = run.Get(_evaluations) ?? Defaults.Evaluations,
            Patience = run.Get(_patience) ?? Defaults.Patience,
            MaxLength = run.Get(_maxLength) ?? Defaults.MaxLength,
            BatchTokens = run.Get(_batchTokens) ?? Defaults.BatchTokens,
        };
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
