using System.Globalization;
using NlpTransfer.Corpora;
using NlpTransfer.Torch;

namespace NlpTransfer.Training;

/// <summary>How a classifier is trained.</summary>
public sealed record ClassifierTrainingOptions
{
    /// <summary>What the classifier is made of. Default <see cref="ClassifierStrategy.Combined"/>.</summary>
    public ClassifierStrategy Strategy { get; init; } = ClassifierStrategy.Combined;

    /// <summary>Labelled rows of other languages. Default none. The letters part never reads them.</summary>
    public IReadOnlyList<LabeledCorpus> TransferFrom { get; init; } = [];

    /// <summary>Plain text of the target language: the mean of its vectors is taken over it too. Without effect on strategies that read no frozen vectors (letters, top:K,
    /// full); required by the others where the target has no labelled rows.</summary>
    public IReadOnlyList<TextCorpus> Unlabeled { get; init; } = [];

    /// <summary>Every random choice follows from it. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// Whether strengths, weights and which parts take part are chosen by cross-validation in the target's training rows. Default true. Without
    /// effect on strategies that only fine-tune, and without labelled target rows.
    /// </summary>
    public bool Select { get; init; } = true;

    /// <summary>Fine-tuning on the source languages; runs where there are any. Without effect on strategies that keep the encoder as it is.</summary>
    public FineTuningOptions FirstStage { get; init; } = FineTuningOptions.FirstStage;

    /// <summary>Fine-tuning on the target's rows. Without effect on strategies that keep the encoder as it is.</summary>
    public FineTuningOptions SecondStage { get; init; } = FineTuningOptions.SecondStage;

    /// <summary>How adapters are made. Without effect on strategies other than <see cref="ClassifierStrategy.Lora"/>.</summary>
    public LoraOptions Lora { get; init; } = new();

    /// <summary>
    /// Mixes the source files in the first stage: a file of n rows is drawn with probability proportional to n^(1/T). Default 1, their own sizes; from 1 to 100.
    /// </summary>
    public double SourceTemperature { get; init; } = 1;

    /// <summary>Whether the target's rows take part in the first stage as one more file. Default false: the first stage then serves any target.</summary>
    public bool MixTarget { get; init; }

    /// <summary>Share of the rows of a fine-tuning stage that is held out to choose the best epoch, by groups. Default 0.1; from 0 to 0.5. Under 16 such rows nothing is held out.</summary>
    public double HoldoutFraction { get; init; } = 0.1;

    /// <summary>
    /// The precision of the encoder's products; weights stay singles. Default single; bfloat16 is refused where the processor has no instructions for it. Without effect on the letters
    /// strategy, which has no encoder.
    /// </summary>
    public LinearPrecision Precision { get; init; }

    /// <summary>Tokens of a text that are read, special ones included. Default null: the model's own limit.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Tokens of a batch when texts are only embedded, padding included. Default 2048; from 16 to 1,048,576. Results do not depend on it beyond rounding.</summary>
    public int BatchTokens { get; init; } = 2048;

    /// <summary>
    /// Memory that the process may hold where layers train; batches that would take more are computed in parts. Default null: what the machine leaves when a stage begins. Without effect
    /// on strategies that keep the encoder as it is.
    /// </summary>
    public MemoryBudget? Memory { get; init; }

    /// <summary>
    /// Where the stages that train layers write checkpoints, and from which they go on. Default null: nowhere. It changes no result, and has no effect on strategies that keep the
    /// encoder as it is.
    /// </summary>
    public CheckpointFolder? Checkpoints { get; init; }

    /// <summary>Checks all options.</summary>
    /// <exception cref="UsageException">Names all faults.</exception>
    public void Validate()
    {
        var faults = new OptionFaults("training a classifier");
        Validate(faults, "");
        faults.ThrowIfAny();
    }

    /// <summary>Notes every option that is out of its range, those of the stages too.</summary>
    /// <param name="faults">Takes them.</param>
    /// <param name="prefix">What stands before an option's name.</param>
    internal void Validate(OptionFaults faults, string prefix)
    {
        faults
            .Require(SourceTemperature is >= 1 and <= 100, Fault(prefix + nameof(SourceTemperature), "from 1 to 100", SourceTemperature))
            .Require(HoldoutFraction is >= 0 and <= 0.5, Fault(prefix + nameof(HoldoutFraction), "from 0 to 0.5", HoldoutFraction))
            .Require(MaxLength is null or >= 1, Fault(prefix + nameof(MaxLength), "at least 1", MaxLength))
            .Require(BatchTokens is >= 16 and <= 1 << 20, Fault(prefix + nameof(BatchTokens), "from 16 to 1048576", BatchTokens));
        faults.Require(
            !Strategy.UsesLora || (FirstStage.FreezeEmbeddings && SecondStage.FreezeEmbeddings),
            $"{prefix}{nameof(FineTuningOptions.FreezeEmbeddings)} must be true with the strategy {Strategy.Name}, under which pretrained weights stay as they are");
        faults.Require(
            !Strategy.UsesLora || (FirstStage.StartPull == 0 && SecondStage.StartPull == 0),
            $"{prefix}{nameof(FineTuningOptions.StartPull)} must be 0 with the strategy {Strategy.Name}, under which pretrained weights stay as they are");
        Lora.Validate(faults, prefix + nameof(Lora) + ".");
        FirstStage.Validate(faults, prefix + nameof(FirstStage) + ".");
        SecondStage.Validate(faults, prefix + nameof(SecondStage) + ".");
    }

    private static string Fault(string name, string range, object? value) => string.Create(CultureInfo.InvariantCulture, $"{name} must be {range}, not {value}");
}
