using System.Globalization;
using NlpTransfer.Torch;

namespace NlpTransfer.Training;

/// <summary>How a translation model is trained.</summary>
public sealed record TranslationTrainingOptions
{
    /// <summary>Every random choice follows from it. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Peak learning rate. Default 2e-4, for a model made from an encoder; published models want a tenth of that. Above 0, at most 1.</summary>
    public double LearningRate { get; init; } = 2e-4;

    /// <summary>Passes over the pairs. Default 10; from 1 to 1000.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Ends the training after this many optimiser steps, whatever <see cref="Epochs"/> says. Default null: no limit.</summary>
    public int? MaxSteps { get; init; }

    /// <summary>Tokens of a batch, both sides, without padding between them. Default 2048; from 16 to 1,048,576. A pair longer than that is a batch of its own.</summary>
    public int BatchTokens { get; init; } = 2048;

    /// <summary>Share of the steps over which the rate rises, before it falls linearly. Default 0.1; from 0 to 0.9.</summary>
    public double WarmupFraction { get; init; } = 0.1;

    /// <summary>Decoupled weight decay of matrices. Default 0.01; from 0 to 1.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Largest Euclidean norm of all gradients together. Default 1; 0 turns clipping off.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>Probability mass spread evenly over the vocabulary. Default 0.1; from 0 to 0.9.</summary>
    public double LabelSmoothing { get; init; } = 0.1;

    /// <summary>
    /// Dropout of hidden values and attention weights inside both sides; nothing else is dropped then. Default null: what the model's config.json says of hidden values,
    /// attention weights, activations and whole layers. From 0 to 0.9.
    /// </summary>
    public double? Dropout { get; init; }

    /// <summary>
    /// How directions of different sizes are mixed: each is drawn in proportion to its number of pairs to the power of one over this. Default 2; 1 keeps the sizes; from 1 to 1000.
    /// </summary>
    public double LanguageTemperature { get; init; } = 2;

    /// <summary>Whether the encoder keeps its weights. Default false.</summary>
    public bool FreezeEncoder { get; init; }

    /// <summary>Whether the embeddings of both sides, and with them a tied output matrix, keep their weights. Default false.</summary>
    public bool FreezeEmbeddings { get; init; }

    /// <summary>Tokens of a side, special ones included; longer pairs are left out and counted. Default 128; from 8 to 65,536, and at most the model's own length.</summary>
    public int MaxLength { get; init; } = 128;

    /// <summary>Pairs of each direction that are held out, at most a tenth, whose chrF after each epoch chooses the weights. Default 200; 0 takes the last weights. At most 100,000.</summary>
    public int HeldOut { get; init; } = 200;

    /// <summary>Epochs without a better chrF after which training ends. Default 3; 0 never ends early.</summary>
    public int Patience { get; init; } = 3;

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

    /// <summary>Checks every range.</summary>
    /// <exception cref="UsageException">Names all options that are out of their range.</exception>
    public void Validate() => new OptionFaults("translation")
        .Require(LearningRate is > 0 and <= 1, Fault(nameof(LearningRate), "above 0, at most 1", LearningRate))
        .Require(Epochs is >= 1 and <= 1000, Fault(nameof(Epochs), "from 1 to 1000", Epochs))
        .Require(MaxSteps is null or >= 1, Fault(nameof(MaxSteps), "at least 1", MaxSteps))
        .Require(BatchTokens is >= 16 and <= 1 << 20, Fault(nameof(BatchTokens), "from 16 to 1048576", BatchTokens))
        .Require(WarmupFraction is >= 0 and <= 0.9, Fault(nameof(WarmupFraction), "from 0 to 0.9", WarmupFraction))
        .Require(WeightDecay is >= 0 and <= 1, Fault(nameof(WeightDecay), "from 0 to 1", WeightDecay))
        .Require(ClipNorm >= 0 && double.IsFinite(ClipNorm), Fault(nameof(ClipNorm), "0 or more", ClipNorm))
        .Require(LabelSmoothing is >= 0 and <= 0.9, Fault(nameof(LabelSmoothing), "from 0 to 0.9", LabelSmoothing))
        .Require(Dropout is null or (>= 0 and <= 0.9), Fault(nameof(Dropout), "from 0 to 0.9", Dropout))
        .Require(LanguageTemperature is >= 1 and <= 1000, Fault(nameof(LanguageTemperature), "from 1 to 1000", LanguageTemperature))
        .Require(MaxLength is >= 8 and <= 65_536, Fault(nameof(MaxLength), "from 8 to 65536", MaxLength))
        .Require(HeldOut is >= 0 and <= 100_000, Fault(nameof(HeldOut), "from 0 to 100000", HeldOut))
        .Require(Patience >= 0, Fault(nameof(Patience), "0 or more", Patience))
        .Require(LogEvery is >= 1 and <= 1_000_000, Fault(nameof(LogEvery), "from 1 to 1000000", LogEvery))
        .ThrowIfAny();

    /// <summary>All values in one line but those of files, whatever the culture.</summary>
    internal string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"learningRate {LearningRate}; epochs {Epochs}; maxSteps {MaxSteps?.ToString(CultureInfo.InvariantCulture) ?? "none"}; batchTokens {BatchTokens}; warmupFraction {WarmupFraction}; weightDecay {WeightDecay}; clipNorm {ClipNorm}; labelSmoothing {LabelSmoothing}; dropout {Dropout?.ToString(CultureInfo.InvariantCulture) ?? "of the model"}; languageTemperature {LanguageTemperature}; freezeEncoder {(FreezeEncoder ? "true" : "false")}; freezeEmbeddings {(FreezeEmbeddings ? "true" : "false")}; maxLength {MaxLength}; heldOut {HeldOut}; patience {Patience}; precision {(Precision == LinearPrecision.BFloat16 ? "bfloat16" : "float32")}; logEvery {LogEvery}");

    private static string Fault(string name, string range, object? value) => string.Create(CultureInfo.InvariantCulture, $"{name} must be {range}, not {value}");
}
