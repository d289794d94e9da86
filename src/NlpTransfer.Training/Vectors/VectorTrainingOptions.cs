using System.Globalization;
using NlpTransfer.Torch;

namespace NlpTransfer.Training;

/// <summary>How an encoder is trained to give vectors: healing and aligning share this.</summary>
public sealed record VectorTrainingOptions
{
    /// <summary>Every random choice follows from it. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Peak learning rate of the layers. Default 5e-5; above 0, at most 1.</summary>
    public double LearningRate { get; init; } = 5e-5;

    /// <summary>Token embeddings learn this many times faster than the layers. Default 5 (healing has another); from 0.1 to 1000.</summary>
    public double EmbeddingRateFactor { get; init; } = 5;

    /// <summary>Passes over the texts. Default 3; from 1 to 1000.</summary>
    public int Epochs { get; init; } = 3;

    /// <summary>Ends the training after this many optimiser steps, whatever <see cref="Epochs"/> says. Default null: no limit.</summary>
    public int? MaxSteps { get; init; }

    /// <summary>
    /// Takes about so many minutes in all, measuring included, if the epochs last as long: a few batches are timed and the number of steps follows from that, so two runs may differ.
    /// The number stands in nlptransfer.json; given as <see cref="MaxSteps"/>, with as many epochs, it makes the same weights again. Default null: no limit; above 0, at most 100,000.
    /// </summary>
    public double? Minutes { get; init; }

    /// <summary>Tokens of a batch, padding included. Default 1024, some thirty sentences; from 16 to 1,048,576. A text longer than that is a batch of its own.</summary>
    public int BatchTokens { get; init; } = 1024;

    /// <summary>Share of the steps over which the rate rises, before it falls linearly. Default 0.1; from 0 to 0.9.</summary>
    public double WarmupFraction { get; init; } = 0.1;

    /// <summary>Decoupled weight decay of the layers' matrices; embeddings never decay. Default 0.01; from 0 to 1.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Largest Euclidean norm of all gradients together. Default 1; 0 turns clipping off.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>
    /// Weight of the contrast with the batch's other texts beside the squared distance. Default 0, none: where a text's own old vector is the goal, contrast draws past it.
    /// Aligning has a default of its own, and contrasts pairs alone. From 0 to 100.
    /// </summary>
    public double Contrast { get; init; }

    /// <summary>Divides the cosines of the contrast. Default 0.05; from 0.001 to 10.</summary>
    public double Temperature { get; init; } = 0.05;

    /// <summary>
    /// How languages of different sizes are mixed: each is drawn in proportion to its number of texts to the power of one over this. Default 2; 1 keeps the sizes, a large
    /// number makes all languages equal; from 1 to 1000.
    /// </summary>
    public double LanguageTemperature { get; init; } = 2;

    /// <summary>How often the held-out texts are measured on the way, to keep the best weights. Default 4; from 1 to 1000.</summary>
    public int Evaluations { get; init; } = 4;

    /// <summary>Measurements without a better value after which training ends. Default 0: never ends early. At least 0.</summary>
    public int Patience { get; init; }

    /// <summary>Tokens of a text that are read, special ones included; longer texts are shortened to whole words, the same for teacher and student. Default 128; from 4 to 65,536.</summary>
    public int MaxLength { get; init; } = 128;

    /// <summary>
    /// The precision of the products of the encoder that trains; its weights, and the vectors that it learns to give, stay in single precision. Default single; bfloat16 is
    /// refused where the processor has no instructions for it.
    /// </summary>
    public LinearPrecision Precision { get; init; }

    /// <summary>Memory that the process may hold; batches that would take more are computed in parts. Default null: what the machine leaves when training begins.</summary>
    public MemoryBudget? Memory { get; init; }

    /// <summary>Notes every option that is out of its range.</summary>
    internal OptionFaults Validate(OptionFaults faults) => faults
        .Require(LearningRate is > 0 and <= 1, Fault(nameof(LearningRate), "above 0, at most 1", LearningRate))
        .Require(EmbeddingRateFactor is >= 0.1 and <= 1000, Fault(nameof(EmbeddingRateFactor), "from 0.1 to 1000", EmbeddingRateFactor))
        .Require(Epochs is >= 1 and <= 1000, Fault(nameof(Epochs), "from 1 to 1000", Epochs))
        .Require(MaxSteps is null or >= 1, Fault(nameof(MaxSteps), "at least 1", MaxSteps))
        .Require(Minutes is null or (> 0 and <= 100_000), Fault(nameof(Minutes), "above 0, at most 100000", Minutes))
        .Require(BatchTokens is >= 16 and <= 1 << 20, Fault(nameof(BatchTokens), "from 16 to 1048576", BatchTokens))
        .Require(WarmupFraction is >= 0 and <= 0.9, Fault(nameof(WarmupFraction), "from 0 to 0.9", WarmupFraction))
        .Require(WeightDecay is >= 0 and <= 1, Fault(nameof(WeightDecay), "from 0 to 1", WeightDecay))
        .Require(ClipNorm >= 0 && double.IsFinite(ClipNorm), Fault(nameof(ClipNorm), "0 or more", ClipNorm))
        .Require(Contrast is >= 0 and <= 100, Fault(nameof(Contrast), "from 0 to 100", Contrast))
        .Require(Temperature is >= 0.001 and <= 10, Fault(nameof(Temperature), "from 0.001 to 10", Temperature))
        .Require(LanguageTemperature is >= 1 and <= 1000, Fault(nameof(LanguageTemperature), "from 1 to 1000", LanguageTemperature))
        .Require(Evaluations is >= 1 and <= 1000, Fault(nameof(Evaluations), "from 1 to 1000", Evaluations))
        .Require(Patience >= 0, Fault(nameof(Patience), "0 or more", Patience))
        .Require(MaxLength is >= 4 and <= 65_536, Fault(nameof(MaxLength), "from 4 to 65536", MaxLength));

    /// <summary>All values in one line, whatever the culture.</summary>
    internal string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"learningRate {LearningRate}; embeddingRateFactor {EmbeddingRateFactor}; epochs {Epochs}; maxSteps {MaxSteps?.ToString(CultureInfo.InvariantCulture) ?? "none"}; minutes {Minutes?.ToString(CultureInfo.InvariantCulture) ?? "none"}; batchTokens {BatchTokens}; warmupFraction {WarmupFraction}; weightDecay {WeightDecay}; clipNorm {ClipNorm}; contrast {Contrast}; temperature {Temperature}; languageTemperature {LanguageTemperature}; evaluations {Evaluations}; patience {Patience}; maxLength {MaxLength}; precision {(Precision == LinearPrecision.BFloat16 ? "bfloat16" : "float32")}");

    internal static string Fault(string name, string range, object? value) => string.Create(CultureInfo.InvariantCulture, $"{name} must be {range}, not {value}");
}
