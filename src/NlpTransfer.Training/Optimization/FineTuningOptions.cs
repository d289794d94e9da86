using System.Globalization;

namespace NlpTransfer.Training;

/// <summary>How the layers of an encoder are trained in one stage of fine-tuning.</summary>
public sealed record FineTuningOptions
{
    /// <summary>The stage on source-language rows: a longer run at a slightly higher rate.</summary>
    public static FineTuningOptions FirstStage { get; } = new() { LearningRate = 5e-5, Epochs = 3, BatchTokens = 1536, TokenRemoval = 0.10, LabelSmoothing = 0.05 };

    /// <summary>The stage on the target's own rows.</summary>
    public static FineTuningOptions SecondStage { get; } = new();

    /// <summary>Peak learning rate of the encoder. Default 4e-5; above 0, at most 1.</summary>
    public double LearningRate { get; init; } = 4e-5;

    /// <summary>The head learns this many times faster than the encoder. Default 5; from 0.1 to 1000.</summary>
    public double HeadRateFactor { get; init; } = 5;

    /// <summary>Passes over the rows. Default 5; from 1 to 1000.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>Ends the stage after this many optimiser steps, whatever <see cref="Epochs"/> says. Default null: no limit.</summary>
    public int? MaxSteps { get; init; }

    /// <summary>Tokens of a batch, padding included. Default 768; from 16 to 1,048,576. A text longer than that is a batch of its own.</summary>
    public int BatchTokens { get; init; } = 768;

    /// <summary>Share of the steps over which the rate rises. Default 0.1; from 0 to 0.9.</summary>
    public double WarmupFraction { get; init; } = 0.1;

    /// <summary>Decoupled weight decay of matrices (Loshchilov and Hutter 2019). Default 0.01; from 0 to 1.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>
    /// Pull of the encoder towards the weights that the stage begins with (L2-SP: Li et al. 2018), in place of their decay; the head, which is new, decays as ever. Decoupled as
    /// the decay is: a step moves a weight by rate x this of the way back, so that at the default rate values from 1 to 1000 matter. Default 0, none; at most one over the rate.
    /// Without effect on adapters, under which pretrained weights stay as they are.
    /// </summary>
    public double StartPull { get; init; }

    /// <summary>Largest Euclidean norm of all gradients together. Default 1; 0 turns clipping off.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>Share of tokens removed at random, drawn anew each epoch. Default 0.15; from 0 to 0.9. Not used where lower layers are frozen and cached: see <see cref="Dropout"/>.</summary>
    public double TokenRemoval { get; init; } = 0.15;

    /// <summary>Dropout inside the layers that train. Default 0; from 0 to 0.9. Where upper layers alone train, so that no tokens are removed, 0 stands for 0.1.</summary>
    public double Dropout { get; init; }

    /// <summary>Probability mass spread evenly over the labels (Szegedy et al. 2016). Default 0.1; from 0 to 0.9.</summary>
    public double LabelSmoothing { get; init; } = 0.1;

    /// <summary>Whether word, position and type embeddings keep their values. Default true: for few rows they are better left alone.</summary>
    public bool FreezeEmbeddings { get; init; } = true;

    /// <summary>
    /// How many of the upper layers train, at most as many as the model has; the others are computed once a text and kept. Default null: all layers. The
    /// strategy top:K sets it in both stages.
    /// </summary>
    public int? TopLayers { get; init; }

    /// <summary>
    /// How many of the lower layers keep their values, with the embeddings; they are computed once a text and kept. Default 0: none. Says the same as <see cref="TopLayers"/>
    /// from the other end, so that one of the two is given at most.
    /// </summary>
    public int FrozenLayers { get; init; }

    /// <summary>Epochs without a better held-out loss after which the stage ends. Default 2; 0 never ends early. The best weights are kept either way where rows are held out.</summary>
    public int Patience { get; init; } = 2;

    /// <summary>Checks every range.</summary>
    /// <exception cref="UsageException">Names all options that are out of their range.</exception>
    public void Validate()
    {
        var faults = new OptionFaults("fine-tuning");
        Validate(faults, "");
        faults.ThrowIfAny();
    }

    /// <summary>Notes every option that is out of its range.</summary>
    /// <param name="faults">Takes them.</param>
    /// <param name="stage">What stands before an option's name: the stage, with a dot.</param>
    internal void Validate(OptionFaults faults, string stage) => faults
        .Require(LearningRate is > 0 and <= 1, Fault(stage + nameof(LearningRate), "above 0, at most 1", LearningRate))
        .Require(HeadRateFactor is >= 0.1 and <= 1000, Fault(stage + nameof(HeadRateFactor), "from 0.1 to 1000", HeadRateFactor))
        .Require(Epochs is >= 1 and <= 1000, Fault(stage + nameof(Epochs), "from 1 to 1000", Epochs))
        .Require(MaxSteps is null or >= 1, Fault(stage + nameof(MaxSteps), "at least 1", MaxSteps))
        .Require(BatchTokens is >= 16 and <= 1 << 20, Fault(stage + nameof(BatchTokens), "from 16 to 1048576", BatchTokens))
        .Require(WarmupFraction is >= 0 and <= 0.9, Fault(stage + nameof(WarmupFraction), "from 0 to 0.9", WarmupFraction))
        .Require(WeightDecay is >= 0 and <= 1, Fault(stage + nameof(WeightDecay), "from 0 to 1", WeightDecay))
        .Require(StartPull >= 0 && !(StartPull * LearningRate > 1), Fault(stage + nameof(StartPull), $"from 0 to one over the rate of {LearningRate.ToString(CultureInfo.InvariantCulture)}", StartPull))
        .Require(ClipNorm >= 0 && double.IsFinite(ClipNorm), Fault(stage + nameof(ClipNorm), "0 or more", ClipNorm))
        .Require(TokenRemoval is >= 0 and <= 0.9, Fault(stage + nameof(TokenRemoval), "from 0 to 0.9", TokenRemoval))
        .Require(Dropout is >= 0 and <= 0.9, Fault(stage + nameof(Dropout), "from 0 to 0.9", Dropout))
        .Require(LabelSmoothing is >= 0 and <= 0.9, Fault(stage + nameof(LabelSmoothing), "from 0 to 0.9", LabelSmoothing))
        .Require(TopLayers is null or >= 1, Fault(stage + nameof(TopLayers), "at least 1", TopLayers))
        .Require(FrozenLayers >= 0, Fault(stage + nameof(FrozenLayers), "0 or more", FrozenLayers))
        .Require(FrozenLayers == 0 || TopLayers is null, $"{stage}{nameof(FrozenLayers)} and {stage}{nameof(TopLayers)} say the same from two ends; give one of them")
        .Require(FrozenLayers == 0 || FreezeEmbeddings, $"{stage}{nameof(FreezeEmbeddings)} must be true where lower layers are frozen: what lies below them can't train")
        .Require(Patience >= 0, Fault(stage + nameof(Patience), "0 or more", Patience));

    /// <summary>What the loop needs of them.</summary>
    internal LoopOptions ForLoop() => new(LearningRate, Epochs, MaxSteps, WarmupFraction, ClipNorm, Patience);

    /// <summary>All values in one line, whatever the culture.</summary>
    internal string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"learningRate {LearningRate}; headRateFactor {HeadRateFactor}; epochs {Epochs}; maxSteps {MaxSteps?.ToString(CultureInfo.InvariantCulture) ?? "none"}; batchTokens {BatchTokens}; warmupFraction {WarmupFraction}; weightDecay {WeightDecay}; startPull {StartPull}; clipNorm {ClipNorm}; tokenRemoval {TokenRemoval}; dropout {Dropout}; labelSmoothing {LabelSmoothing}; freezeEmbeddings {(FreezeEmbeddings ? "true" : "false")}; topLayers {TopLayers?.ToString(CultureInfo.InvariantCulture) ?? "all"}; frozenLayers {FrozenLayers}; patience {Patience}");

    private static string Fault(string name, string range, object? value) => string.Create(CultureInfo.InvariantCulture, $"{name} must be {range}, not {value}");
}
