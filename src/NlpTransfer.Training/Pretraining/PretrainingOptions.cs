namespace NlpTransfer.Training;

/// <summary>How an encoder is pretrained from nothing.</summary>
public sealed record PretrainingOptions
{
    /// <summary>Family and sizes.</summary>
    public NewEncoderOptions Encoder { get; init; } = new();

    /// <summary>Rates, steps, batches and seed.</summary>
    public MaskedTrainingOptions Training { get; init; } = new();

    /// <summary>Which texts train and which measure.</summary>
    public MaskedTextOptions Texts { get; init; } = new();

    /// <summary>Checks all options.</summary>
    /// <exception cref="UsageException">Names all faults.</exception>
    public void Validate()
    {
        OptionFaults faults = Training.Validate(new OptionFaults("pretraining"));
        Encoder.Validate(faults);
        Texts.Validate(faults);
        faults.Require(
            Encoder.MaxTokens <= Training.MaxLength,
            VectorTrainingOptions.Fault($"{nameof(Encoder)}.{nameof(Encoder.MaxTokens)}", $"at most {nameof(Training)}.{nameof(Training.MaxLength)} = {Training.MaxLength}, beyond which no place is trained", Encoder.MaxTokens));
        faults.ThrowIfAny();
    }
}
