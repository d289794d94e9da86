namespace NlpTransfer.LinearModels;

/// <summary>
/// What the cross-validation tries. The kernel's scale needs no values of its own: against the letters it is the letters' weight, and for all
/// parts together it is the temperature, which is fitted for every trial.
/// </summary>
public sealed record SelectionGrid
{
    /// <summary>Ridges of the kernel, each as <see cref="KernelOptions.Ridge"/>; default 0.5, 2, 8.</summary>
    public IReadOnlyList<double> Ridges { get; init; } = [0.5, 2, 8];

    /// <summary>Weights of the letters beside another part of weight one, 0 to 100; 0 leaves them out; default 0, 0.25, 0.5, 1, 2.</summary>
    public IReadOnlyList<double> LettersWeights { get; init; } = [0, 0.25, 0.5, 1, 2];

    /// <summary>Strengths of the frozen head, each as <see cref="FrozenOptions.C"/>; default 0.1, 1, 10.</summary>
    public IReadOnlyList<double> Cs { get; init; } = [0.1, 1, 10];

    /// <summary>Whether kernel and frozen head are tried without the source rows too; default true.</summary>
    public bool WithoutSources { get; init; } = true;

    internal void Validate(Faults faults)
    {
        foreach (double ridge in Ridges)
            faults.Range("Grid.Ridges", ridge, 0, 1e6);
        foreach (double weight in LettersWeights)
            faults.Check(weight is >= 0 and <= 100, "Grid.LettersWeights", weight, "0 to 100");
        foreach (double c in Cs)
            faults.Range("Grid.Cs", c, 0, 1e6);
    }
}
