namespace NlpTransfer.LinearModels;

/// <summary>How a linear classifier is trained.</summary>
public sealed record LinearTrainingOptions
{
    /// <summary>Which parts may take part; default letters and kernel.</summary>
    public LinearParts Parts { get; init; } = LinearParts.Combined;

    /// <summary>
    /// Whether weights, strengths and which parts take part are chosen by cross-validation in the target's training rows (default), or stay
    /// as given here. The given values stay too unless others are better by more than one standard error of the paired log loss.
    /// </summary>
    public bool Select { get; init; } = true;

    /// <summary>Whether the log-probabilities are divided evenly by a temperature fitted to the cross-validated log loss; default true. Needs two folds at least.</summary>
    public bool Calibrate { get; init; } = true;

    /// <summary>Folds of the cross-validation, 2 to 20; default 5. Fewer are made where there are fewer groups.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Seed of the folds; default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Weight of the letters' log-probabilities, above 0 up to 100; default 1. Without effect if the letters take no part.</summary>
    public double LettersWeight { get; init; } = 1;

    /// <summary>Weight of the kernel's log-probabilities, above 0 up to 100; default 1. Without effect if the kernel takes no part.</summary>
    public double KernelWeight { get; init; } = 1;

    /// <summary>Weight of the frozen head's log-probabilities, above 0 up to 100; default 1. Without effect if it takes no part.</summary>
    public double FrozenWeight { get; init; } = 1;

    /// <summary>The kernel's strengths and solver.</summary>
    public KernelOptions Kernel { get; init; } = new();

    /// <summary>The frozen head's strength.</summary>
    public FrozenOptions Frozen { get; init; } = new();

    /// <summary>What the cross-validation tries beside the values above; without effect unless <see cref="Select"/>.</summary>
    public SelectionGrid Grid { get; init; } = new();

    /// <summary>Checks all values.</summary>
    /// <exception cref="UsageException">Some are out of range; the message lists every one.</exception>
    public void Validate()
    {
        var faults = new Faults();
        faults.Check(Parts != LinearParts.None && (Parts & ~(LinearParts.Combined | LinearParts.Frozen)) == 0, nameof(Parts), Parts, "Letters, Kernel, Frozen or several of them");
        faults.Check(Folds is >= 2 and <= 20, nameof(Folds), Folds, "2 to 20");
        faults.Range(nameof(LettersWeight), LettersWeight, 0, 100);
        faults.Range(nameof(KernelWeight), KernelWeight, 0, 100);
        faults.Range(nameof(FrozenWeight), FrozenWeight, 0, 100);
        Kernel.Validate(faults);
        Frozen.Validate(faults);
        Grid.Validate(faults);
        faults.ThrowIfAny("linear classifier");
    }
}
