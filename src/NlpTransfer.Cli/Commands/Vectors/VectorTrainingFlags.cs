using System.CommandLine;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Training;

namespace NlpTransfer.Cli.Commands.Vectors;

/// <summary>How an encoder is trained to give vectors: what adapt and align share beside <see cref="StepFlags"/>.</summary>
internal sealed class VectorTrainingFlags
{
    private readonly VectorTrainingOptions _standard;
    private readonly StepFlags _steps;
    private readonly Option<double?> _minutes = Numbers.Optional("--minutes", "Takes about N minutes in all: a few batches are timed, and the steps follow from that. Two runs may differ; --max-steps with the number in nlptransfer.json makes the same weights again. A run that is resumed takes the steps that its start decided, however long they take.", 1e-6, 100_000);
    private readonly Option<double?> _factor;
    private readonly Option<double?> _contrast;
    private readonly Option<double?> _temperature;

    /// <param name="standard">The command's own defaults.</param>
    /// <param name="steps">Steps, rates and batches.</param>
    internal VectorTrainingFlags(VectorTrainingOptions standard, StepFlags steps)
    {
        (_standard, _steps) = (standard, steps);
        _factor = Numbers.Optional("--embedding-rate-factor", $"Token embeddings learn N times faster than layers (default {StepFlags.Text(standard.EmbeddingRateFactor)}).", 0.1, 1000);
        _contrast = Numbers.Optional("--contrast", $"Weight of the contrast with the batch's other texts beside the squared distance (default {StepFlags.Text(standard.Contrast)}).", 0.0, 100);
        _temperature = Numbers.Optional("--contrast-temperature", $"Divides the cosines of the contrast (default {StepFlags.Text(standard.Temperature)}).", 0.001, 10);
    }

    /// <summary>The options that are about vectors alone.</summary>
    internal IReadOnlyList<Option> Options => [_minutes, _factor, _contrast, _temperature];

    internal void AddTo(Command command)
    {
        _steps.AddTo(command);
        foreach (Option option in Options)
            command.Add(option);
    }

    internal VectorTrainingOptions Read(Invocation run)
    {
        double contrast = run.Get(_contrast) ?? _standard.Contrast;
        if (contrast == 0 && run.IsGiven(_temperature))
            throw new UsageException("--contrast-temperature has an effect only with contrast, and there is none; leave it out, or give --contrast.");
        _steps.ApplyThreads(run);
        return new VectorTrainingOptions
        {
            Seed = _steps.Seed(run),
            Epochs = _steps.Epochs(run, isTimed: run.Get(_minutes) is not null),
            MaxSteps = _steps.MaxSteps(run),
            Minutes = run.Get(_minutes),
            LearningRate = _steps.LearningRate(run) ?? _standard.LearningRate,
            EmbeddingRateFactor = run.Get(_factor) ?? _standard.EmbeddingRateFactor,
            Contrast = contrast,
            Temperature = run.Get(_temperature) ?? _standard.Temperature,
            LanguageTemperature = _steps.LanguageTemperature(run) ?? _standard.LanguageTemperature,
            Evaluations = _steps.Evaluations(run) ?? _standard.Evaluations,
            Patience = _steps.Patience(run) ?? _standard.Patience,
            MaxLength = _steps.MaxLength(run) ?? _standard.MaxLength,
            BatchTokens = _steps.BatchTokens(run) ?? _standard.BatchTokens,
            Precision = _steps.Precision(run),
            Memory = _steps.Memory(run),
        };
    }

    /// <summary>The flags of steps with a command's own defaults.</summary>
    internal static StepFlags StepsOf(VectorTrainingOptions standard) => new(
        new StepDefaults(
            standard.Epochs,
            StepFlags.Text(standard.LearningRate),
            standard.LanguageTemperature,
            StepFlags.Text(standard.Evaluations),
            standard.MaxLength,
            StepFlags.Text(standard.BatchTokens)),
        "Tokens of a text that are read; longer texts are shortened to whole words",
        4);
}
