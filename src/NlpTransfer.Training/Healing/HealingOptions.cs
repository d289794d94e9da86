using System.Globalization;
using NlpTransfer.Corpora;

namespace NlpTransfer.Training;

/// <summary>How a remapped model is healed.</summary>
public sealed record HealingOptions
{
    /// <summary>Rates, steps, batches and seed. Default: as elsewhere, but token embeddings learn 20 times faster than layers: those that a remap made have far to go.</summary>
    public VectorTrainingOptions Training { get; init; } = new() { EmbeddingRateFactor = 20 };

    /// <summary>Which token embeddings train, of those that occur in the texts. Default: those that the teacher does not have.</summary>
    public TrainedRows Rows { get; init; } = TrainedRows.New;

    /// <summary>Whether the layers train too, after the embeddings. Default false.</summary>
    public bool TrainLayers { get; init; }

    /// <summary>Share of the steps in which the embeddings train alone, where the layers train too. Default 0.3; from 0 to below 1.</summary>
    public double EmbeddingsFirst { get; init; } = 0.3;

    /// <summary>Texts of a language that are read at most, drawn evenly from all. Default 20,000; at least 10.</summary>
    public int TextsPerLanguage { get; init; } = 20_000;

    /// <summary>Texts of a language that are held out to measure, at most a tenth of them. Default 50; from 0 (none: the last weights are taken) to 10,000.</summary>
    public int HeldOutTexts { get; init; } = 50;

    /// <summary>Texts that measure, for the languages that they are of; other languages give some of their own. Default: none.</summary>
    public IReadOnlyList<TextCorpus> Dev { get; init; } = [];

    /// <summary>Where training writes checkpoints, and from which it goes on. Default null: nowhere. It changes no result.</summary>
    public CheckpointFolder? Checkpoints { get; init; }

    /// <summary>Checks all options.</summary>
    /// <exception cref="UsageException">Names all faults.</exception>
    public void Validate() => Training.Validate(new OptionFaults("healing"))
        .Require(Enum.IsDefined(Rows), VectorTrainingOptions.Fault(nameof(Rows), "New or All", Rows))
        .Require(EmbeddingsFirst is >= 0 and < 1, VectorTrainingOptions.Fault(nameof(EmbeddingsFirst), "from 0 to below 1", EmbeddingsFirst))
        .Require(TextsPerLanguage >= 10, VectorTrainingOptions.Fault(nameof(TextsPerLanguage), "at least 10", TextsPerLanguage))
        .Require(HeldOutTexts is >= 0 and <= 10_000, VectorTrainingOptions.Fault(nameof(HeldOutTexts), "from 0 to 10000", HeldOutTexts))
        .ThrowIfAny();

    /// <summary>All values in one line but those of <see cref="Training"/>, whatever the culture.</summary>
    internal string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"rows {(Rows == TrainedRows.New ? "new" : "all")}; trainLayers {(TrainLayers ? "true" : "false")}; embeddingsFirst {EmbeddingsFirst}; textsPerLanguage {TextsPerLanguage}; heldOutTexts {HeldOutTexts}");
}
