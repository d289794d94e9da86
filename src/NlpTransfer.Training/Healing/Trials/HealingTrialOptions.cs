using NlpTransfer.Corpora;

namespace NlpTransfer.Training;

/// <summary>By what models whose vocabulary was changed are judged, and how they are healed.</summary>
public sealed record HealingTrialOptions
{
    /// <summary>Texts on which vectors are compared; none of them should be among those that anything is made from. Required; at least 2 texts of one language.</summary>
    public required TextCorpus HeldOut { get; init; }

    /// <summary>How each model is healed; null, the default, for not at all. With <see cref="VectorTrainingOptions.Minutes"/> all take as many steps as the first took.</summary>
    public HealingOptions? Healing { get; init; }

    /// <summary>Plain texts to heal on. Default none; at least one where there is <see cref="Healing"/>.</summary>
    public IReadOnlyList<TextCorpus> HealingTexts { get; init; } = [];

    /// <summary>Labelled rows, one set a language, which share the folds. Default none: no labelled score.</summary>
    public IReadOnlyList<LanguageRows> Labeled { get; init; } = [];

    /// <summary>Folds over the groups of the labelled rows. Default 5; from 2 to 100.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>What the folds are drawn by. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Checks all options.</summary>
    /// <exception cref="UsageException">Names all faults.</exception>
    public void Validate()
    {
        Healing?.Validate();
        new OptionFaults("a trial")
            .Require(Folds is >= 2 and <= 100, VectorTrainingOptions.Fault(nameof(Folds), "from 2 to 100", Folds))
            .Require(Healing is null || HealingTexts.Count > 0, $"{nameof(HealingTexts)} must hold a text to heal on")
            .ThrowIfAny();
    }
}
