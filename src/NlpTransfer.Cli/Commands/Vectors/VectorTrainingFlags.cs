using System.CommandLine;
using System.Globalization;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Training;

namespace NlpTransfer.Cli.Commands.Vectors;

/// <summary>How an encoder is trained to give vectors: what adapt and align share.</summary>
internal sealed class VectorTrainingFlags
{
    private readonly VectorTrainingOptions _standard;
    private readonly Option<ulong> _seed = CommonOptions.Seed();
    private readonly Option<int?> _epochs;
    private readonly Option<int?> _maxSteps = Numbers.Optional("--max-steps", "Trains for N steps, in as many passes as that takes; with --epochs at most as many as those have.", 1, int.MaxValue);
    private readonly Option<double?> _minutes = Numbers.Optional("--minutes", "Takes about N minutes in all: a few batches are timed, and the steps follow from that. Two runs may differ; --max-steps with the number in nlptransfer.json makes the same weights again.", 1e-6, 100_000);
    private readonly Option<double?> _learningRate;
    private readonly Option<double?> _factor;
    private readonly Option<double?> _contrast;
    private readonly Option<double?> _temperature;
    private readonly Option<double?> _languages;
    private readonly Option<int?> _evaluations;
    private readonly Option<int?> _patience = Numbers.Optional("--patience", "Measurements without a better value after which training ends (default: never early).", 1, 1000);
    private readonly Option<int?> _maxLength;
    private readonly Option<int?> _batchTokens;
    private readonly Option<int?> _threads = CommonOptions.Threads();

    /// <param name="standard">The command's own defaults.</param>
    internal VectorTrainingFlags(VectorTrainingOptions standard)
    {
        _standard = standard;
        _epochs = Numbers.Optional("--epochs", $"Passes over the texts (default {standard.Epochs}).", 1, 1000);
        _learningRate = Numbers.Optional("--learning-rate", $"Peak rate of the layers (default {Text(standard.LearningRate)}).", 1e-9, 1.0);
        _factor = Numbers.Optional("--embedding-rate-factor", $"Token embeddings learn N times faster than layers (default {Text(standard.EmbeddingRateFactor)}).", 0.1, 1000);
        _contrast = Numbers.Optional("--contrast", $"Weight of the contrast with the batch's other texts beside the squared distance (default {Text(standard.Contrast)}).", 0.0, 100);
        _temperature = Numbers.Optional("--contrast-temperature", $"Divides the cosines of the contrast (default {Text(standard.Temperature)}).", 0.001, 10);
        _languages = Numbers.Optional("--language-temperature", $"A language is drawn by its number of texts to the power of 1/N (default {Text(standard.LanguageTemperature)}; 1: as many as there are; 1000: all the same).", 1.0, 1000);
        _evaluations = Numbers.Optional("--evaluations", $"How often the held-out texts are measured on the way, to keep the best weights (default {standard.Evaluations}).", 1, 1000);
        _maxLength = Numbers.Optional("--max-length", $"Tokens of a text that are read; longer texts are shortened to whole words (default {standard.MaxLength}).", 4, 65_536);
        _batchTokens = CommonOptions.BatchTokens($"Tokens of a batch, padding included (default {standard.BatchTokens}).");
    }

    internal void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_seed, _epochs, _maxSteps, _minutes, _learningRate, _factor, _contrast, _temperature, _languages, _evaluations, _patience, _maxLength, _batchTokens, _threads])
            command.Add(option);
    }

    internal VectorTrainingOptions Read(Invocation run)
    {
        double contrast = run.Get(_contrast) ?? _standard.Contrast;
        if (contrast == 0 && run.IsGiven(_temperature))
            throw new UsageException("--contrast-temperature has an effect only with contrast, and there is none; leave it out, or give --contrast.");
        if (run.Get(_threads) is { } threads)
            NlpTransfer.Torch.LibTorch.Threads = threads;
        return new VectorTrainingOptions
        {
            Seed = run.Get(_seed),
            // A time or a number of steps is to be filled: without other word as many passes as fit into it.
            Epochs = run.Get(_epochs) ?? (run.Get(_minutes) is null && run.Get(_maxSteps) is null ? _standard.Epochs : 1000),
            MaxSteps = run.Get(_maxSteps),
            Minutes = run.Get(_minutes),
            LearningRate = run.Get(_learningRate) ?? _standard.LearningRate,
            EmbeddingRateFactor = run.Get(_factor) ?? _standard.EmbeddingRateFactor,
            Contrast = contrast,
            Temperature = run.Get(_temperature) ?? _standard.Temperature,
            LanguageTemperature = run.Get(_languages) ?? _standard.LanguageTemperature,
            Evaluations = run.Get(_evaluations) ?? _standard.Evaluations,
            Patience = run.Get(_patience) ?? _standard.Patience,
            MaxLength = run.Get(_maxLength) ?? _standard.MaxLength,
            BatchTokens = run.Get(_batchTokens) ?? _standard.BatchTokens,
        };
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
