using System.Globalization;
using NlpTransfer.Corpora;

namespace NlpTransfer.Training;

/// <summary>How an encoder is aligned.</summary>
public sealed record VectorAlignmentOptions
{
    /// <summary>Rates, steps, batches and seed. Default: as for healing, but with a contrast of 0.3.</summary>
    public VectorTrainingOptions Training { get; init; } = new() { Contrast = 0.3 };

    /// <summary>
    /// Plain texts whose vectors are to stay as they are: of all languages and kinds that the model has to go on serving. Default: none; then the pairs' source texts are kept, which
    /// holds the model in its place for texts like these alone.
    /// </summary>
    public IReadOnlyList<TextCorpus> Keep { get; init; } = [];

    /// <summary>
    /// Share of the batches that keep old vectors. Default 0.5; from 0 to 0.9. Without any, an encoder aligned on one narrow corpus is ruined for everything else.
    /// </summary>
    public double KeepShare { get; init; } = 0.5;

    /// <summary>Pairs of a language that are used at most, drawn evenly from all. Default 50,000; at least 10.</summary>
    public int PairsPerLanguage { get; init; } = 50_000;

    /// <summary>Kept texts of a language that are read at most, drawn evenly from all. Default 20,000; at least 10.</summary>
    public int TextsPerLanguage { get; init; } = 20_000;

    /// <summary>Pairs of a language that are held out to measure retrieval, at most a tenth of them. Default 200; from 0 to 100,000.</summary>
    public int HeldOutPairs { get; init; } = 200;

    /// <summary>Kept texts of a language that are held out, at most a tenth of them. Default 50; from 0 to 10,000.</summary>
    public int HeldOutTexts { get; init; } = 50;

    /// <summary>Labelled rows of another task: accuracy of logistic regression on the frozen vectors, before and after, by grouped folds. Default: none.</summary>
    public IReadOnlyList<LabeledCorpus> Labeled { get; init; } = [];

    /// <summary>Folds over the labelled rows. Default 5; from 2 to 100.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Where training writes checkpoints, and from which it goes on. Default null: nowhere. It changes no result.</summary>
    public CheckpointFolder? Checkpoints { get; init; }

    /// <summary>Checks all options.</summary>
    /// <exception cref="UsageException">Names all faults.</exception>
    public void Validate() => Training.Validate(new OptionFaults("aligning"))
        .Require(KeepShare is >= 0 and <= 0.9, VectorTrainingOptions.Fault(nameof(KeepShare), "from 0 to 0.9", KeepShare))
        .Require(KeepShare > 0 || Keep.Count == 0, "texts to keep have no effect with a KeepShare of 0")
        .Require(PairsPerLanguage >= 10, VectorTrainingOptions.Fault(nameof(PairsPerLanguage), "at least 10", PairsPerLanguage))
        .Require(TextsPerLanguage >= 10, VectorTrainingOptions.Fault(nameof(TextsPerLanguage), "at least 10", TextsPerLanguage))
        .Require(HeldOutPairs is >= 0 and <= 100_000, VectorTrainingOptions.Fault(nameof(HeldOutPairs), "from 0 to 100000", HeldOutPairs))
        .Require(HeldOutTexts is >= 0 and <= 10_000, VectorTrainingOptions.Fault(nameof(HeldOutTexts), "from 0 to 10000", HeldOutTexts))
        .Require(Folds is >= 2 and <= 100, VectorTrainingOptions.Fault(nameof(Folds), "from 2 to 100", Folds))
        .ThrowIfAny();

    /// <summary>All values in one line but those of <see cref="Training"/>, whatever the culture.</summary>
    internal string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"keepShare {KeepShare}; pairsPerLanguage {PairsPerLanguage}; textsPerLanguage {TextsPerLanguage}; heldOutPairs {HeldOutPairs}; heldOutTexts {HeldOutTexts}; folds {Folds}");
}
