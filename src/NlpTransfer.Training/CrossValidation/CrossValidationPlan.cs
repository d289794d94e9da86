using System.Globalization;

namespace NlpTransfer.Training;

/// <summary>What is cross-validated, and how.</summary>
public sealed record CrossValidationPlan
{
    /// <summary>The systems; each is trained anew in every fold. Default: letters, frozen alone, frozen, combined.</summary>
    public IReadOnlyList<CrossValidatedSystem> Systems { get; init; } =
    [
        new(ClassifierStrategy.Letters), new(ClassifierStrategy.Frozen, WithSources: false), new(ClassifierStrategy.Frozen), new(ClassifierStrategy.Combined),
    ];

    /// <summary>Number of folds. Default 5; from 2 to 100.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>
    /// Trains on this many rows a label only, drawn at random inside the training rows of each fold. Default null: on all. At least 1.
    /// </summary>
    public int? RowsPerLabel { get; init; }

    /// <summary>How each system is trained; its strategy, sources and plain texts are set by the systems. Its seed draws the folds too.</summary>
    public ClassifierTrainingOptions Training { get; init; } = new();

    /// <summary>Checks all options.</summary>
    /// <exception cref="UsageException">Names all faults.</exception>
    public void Validate()
    {
        var faults = new OptionFaults("cross-validation");
        faults
            .Require(Systems.Count > 0, "there must be at least one strategy")
            .Require(Systems.Select(system => system.Name).Distinct(StringComparer.Ordinal).Count() == Systems.Count, "each strategy can be named once")
            .Require(Folds is >= 2 and <= 100, string.Create(CultureInfo.InvariantCulture, $"{nameof(Folds)} must be from 2 to 100, not {Folds}"))
            .Require(RowsPerLabel is null or >= 1, string.Create(CultureInfo.InvariantCulture, $"{nameof(RowsPerLabel)} must be at least 1, not {RowsPerLabel}"))
            .Require(
                Training.TransferFrom.Count == 0 && Training.Unlabeled.Count == 0,
                $"{nameof(Training)}.{nameof(Training.TransferFrom)} and {nameof(Training)}.{nameof(Training.Unlabeled)} must be empty: sources are given to the run, and plain text is what a fold leaves");
        Training.Validate(faults, nameof(Training) + ".");
        faults.ThrowIfAny();
    }
}
