namespace NlpTransfer.LinearModels;

/// <summary>Strengths of the logistic regression on frozen vectors.</summary>
public sealed record FrozenOptions
{
    /// <summary>Inverse strength of the penalty as scikit-learn counts it, above 0 up to 1e6; default 1. Vectors have a mean length of one.</summary>
    public double C { get; init; } = 1;

    /// <summary>What its log-probabilities are multiplied by, then normalised again, above 0 up to 100; default 1.</summary>
    public double Strength { get; init; } = 1;

    internal void Validate(Faults faults)
    {
        faults.Range("Frozen.C", C, 0, 1e6);
        faults.Range("Frozen.Strength", Strength, 0, 100);
    }
}
