using System.Globalization;
using NlpTransfer.Torch;

namespace NlpTransfer.Training;

/// <summary>How a masked language model is trained: pretraining and adapting share this.</summary>
public sealed record MaskedTrainingOptions
{
    /// <summary>Every random choice follows from it. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Peak learning rate. Default 5e-4, for small encoders from nothing (adapting has another); above 0, at most 1.</summary>
    public double LearningRate { get; init; } = 5e-4;

    /// <summary>How the rate falls after the warm-up. Default: linearly.</summary>
    public LearningRateDecay Decay { get; init; }

    /// <summary>Share of the steps over which the rate rises. Default 0.05; from 0 to 0.9.</summary>
    public double WarmupFraction { get; init; } = 0.05;

    /// <summary>Decoupled weight decay of matrices (Loshchilov and Hutter 2019). Default 0.01; from 0 to 1.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Largest Euclidean norm of all gradients together. Default 1; 0 turns clipping off.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>Passes over the texts, each with tokens hidden afresh. Default 1; from 1 to 1000.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>Ends the training after this many optimiser steps, whatever <see cref="Epochs"/> says. Default null: no limit.</summary>
    public int? MaxSteps { get; init; }

    /// <summary>Tokens that are computed at once, padding included. Default 2048; from 16 to 1,048,576. A text longer than that is a batch of its own.</summary>
    public int BatchTokens { get; init; } = 2048;

    /// <summary>Batches whose gradients add up to one step. Default 1; from 1 to 256.</summary>
    public int Accumulation { get; init; } = 1;

    /// <summary>Dropout inside the layers. Default 0: whoever passes over a text once or twice loses time by it; from 0 to 0.9.</summary>
    public double Dropout { get; init; }

    /// <summary>Share of the exponential average of the weights that stays at each step; the average is then what is measured and saved. Default 0: none; from 0 to below 1, such as 0.999.</summary>
    public double AverageDecay { get; init; }

    /// <summary>
    /// How languages of different sizes are mixed: each is drawn in proportion to its number of texts to the power of one over this. Default 2; 1 keeps the sizes, a large number
    /// makes all languages equal; from 1 to 1000.
    /// </summary>
    public double LanguageTemperature { get; init; } = 2;

    /// <summary>How often the held-out texts are measured on the way, to keep the best weights. Default 10; from 1 to 1000.</summary>
    public int Evaluations { get; init; } = 10;

    /// <summary>Measurements without a better value after which training ends. Default 0: never ends early. At least 0.</summary>
    public int Patience { get; init; }

    /// <summary>Tokens of a sequence at most, special ones included; longer texts become several. Default 128, or as many as the model has; from 8 to 65,536.</summary>
    public int MaxLength { get; init; } = 128;

    /// <summary>Which tokens are hidden.</summary>
    public MaskingOptions Masking { get; init; } = new();

    /// <summary>The precision of products; weights stay singles. Default single; bfloat16 is refused where the processor has no instructions for it.</summary>
    public LinearPrecision Precision { get; init; }

    /// <summary>Steps whose mean loss makes one line of the log. Default 10; from 1 to 1,000,000.</summary>
    public int LogEvery { get; init; } = 10;

    /// <summary>A file of JSON Lines that grows while training runs, and replaces one that is there; the model folder gets the same lines in the end. Default null: none.</summary>
    public string? LogFile { get; init; }

    /// <summary>Memory that the process may hold; batches that would take more are computed in parts. Default null: what the machine leaves when training begins.</summary>
    public MemoryBudget? Memory { get; init; }

    /// <summary>Where training writes checkpoints, and from which it goes on. Default null: nowhere. It changes no result.</summary>
    public CheckpointFolder? Checkpoints { get; init; }

    /// <summary>
    /// Where whole models are kept on the way, with the weights of their steps (with <see cref="AverageDecay"/> the average of them), so that fine-tuning from each shows what longer
    /// training gave. Default null: nowhere. It changes no result.
    /// </summary>
    public SnapshotFolder? Snapshots { get; init; }

    /// <summary>Notes every option that is out of its range.</summary>
    internal OptionFaults Validate(OptionFaults faults)
    {
        faults
            .Require(LearningRate is > 0 and <= 1, Fault(nameof(LearningRate), "above 0, at most 1", LearningRate))
            .Require(Enum.IsDefined(Decay), Fault(nameof(Decay), "Linear, Cosine or InverseSquareRoot", Decay))
            .Require(WarmupFraction is >= 0 and <= 0.9, Fault(nameof(WarmupFraction), "from 0 to 0.9", WarmupFraction))
            .Require(WeightDecay is >= 0 and <= 1, Fault(nameof(WeightDecay), "from 0 to 1", WeightDecay))
            .Require(ClipNorm >= 0 && double.IsFinite(ClipNorm), Fault(nameof(ClipNorm), "0 or more", ClipNorm))
            .Require(Epochs is >= 1 and <= 1000, Fault(nameof(Epochs), "from 1 to 1000", Epochs))
            .Require(MaxSteps is null or >= 1, Fault(nameof(MaxSteps), "at least 1", MaxSteps))
            .Require(BatchTokens is >= 16 and <= 1 << 20, Fault(nameof(BatchTokens), "from 16 to 1048576", BatchTokens))
            .Require(Accumulation is >= 1 and <= 256, Fault(nameof(Accumulation), "from 1 to 256", Accumulation))
            .Require(Dropout is >= 0 and <= 0.9, Fault(nameof(Dropout), "from 0 to 0.9", Dropout))
            .Require(AverageDecay is >= 0 and < 1, Fault(nameof(AverageDecay), "from 0 to below 1", AverageDecay))
            .Require(LanguageTemperature is >= 1 and <= 1000, Fault(nameof(LanguageTemperature), "from 1 to 1000", LanguageTemperature))
            .Require(Evaluations is >= 1 and <= 1000, Fault(nameof(Evaluations), "from 1 to 1000", Evaluations))
            .Require(Patience >= 0, Fault(nameof(Patience), "0 or more", Patience))
            .Require(MaxLength is >= 8 and <= 65_536, Fault(nameof(MaxLength), "from 8 to 65536", MaxLength))
            .Require(LogEvery is >= 1 and <= 1_000_000, Fault(nameof(LogEvery), "from 1 to 1000000", LogEvery));
        Masking.Validate(faults);
        return faults;
    }

    /// <summary>All values in one line but those of <see cref="Masking"/> and the file, whatever the culture.</summary>
    internal string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"learningRate {LearningRate}; decay {Decay}; warmupFraction {WarmupFraction}; weightDecay {WeightDecay}; clipNorm {ClipNorm}; epochs {Epochs}; maxSteps {MaxSteps?.ToString(CultureInfo.InvariantCulture) ?? "none"}; batchTokens {BatchTokens}; accumulation {Accumulation}; dropout {Dropout}; averageDecay {AverageDecay}; languageTemperature {LanguageTemperature}; evaluations {Evaluations}; patience {Patience}; maxLength {MaxLength}; precision {(Precision == LinearPrecision.BFloat16 ? "bfloat16" : "float32")}; logEvery {LogEvery}");

    private static string Fault(string name, string range, object? value) => VectorTrainingOptions.Fault(name, range, value);
}
