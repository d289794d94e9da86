using NlpTransfer.Corpora;

namespace NlpTransfer.Training;

/// <summary>How a model with a masked-LM head is adapted.</summary>
public sealed record MaskedAdaptationOptions
{
    /// <summary>Rates, steps, batches and seed. Default: as in pretraining, but three passes at a peak rate of 1e-4, for what the model knows is to stay.</summary>
    public MaskedTrainingOptions Training { get; init; } = new() { LearningRate = 1e-4, Epochs = 3 };

    /// <summary>Which texts train and which measure.</summary>
    public MaskedTextOptions Texts { get; init; } = new();

    /// <summary>Share of the steps in which the token embeddings train alone, input and output, with the output bias; then everything trains. Default 0.3; from 0 to below 1.</summary>
    public double EmbeddingsFirst { get; init; } = 0.3;

    /// <summary>Texts of the languages that the model was trained on, mixed in against forgetting. They are measured too, but do not decide which weights are best. Default: none.</summary>
    public IReadOnlyList<TextCorpus> Source { get; init; } = [];

    /// <summary>Share of the batches that are of <see cref="Source"/>, where there is any. Default 0.2; from 0.01 to 0.9.</summary>
    public double SourceShare { get; init; } = 0.2;

    /// <summary>Checks all options.</summary>
    /// <exception cref="UsageException">Names all faults.</exception>
    public void Validate()
    {
        OptionFaults faults = Training.Validate(new OptionFaults("adapting"));
        Texts.Validate(faults);
        faults
            .Require(EmbeddingsFirst is >= 0 and < 1, VectorTrainingOptions.Fault(nameof(EmbeddingsFirst), "from 0 to below 1", EmbeddingsFirst))
            .Require(SourceShare is >= 0.01 and <= 0.9, VectorTrainingOptions.Fault(nameof(SourceShare), "from 0.01 to 0.9", SourceShare))
            .ThrowIfAny();
    }

    /// <summary>All values in one line but those of other records and the corpora, whatever the culture.</summary>
    internal string Describe() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"embeddingsFirst {EmbeddingsFirst}; sourceShare {SourceShare}");
}
