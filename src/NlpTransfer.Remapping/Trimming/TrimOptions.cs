using System.Globalization;

namespace NlpTransfer.Remapping;

/// <summary>What a trimmed vocabulary keeps and gets.</summary>
public sealed record TrimOptions
{
    /// <summary>
    /// Pieces of the new vocabulary at most, special tokens and letters included; null, the default, keeps all that are needed. At least 100.
    /// </summary>
    public int? VocabularySize { get; init; }

    /// <summary>How often a piece has to occur in all texts together to be needed. 1 or more; default 1.</summary>
    public int MinimumCount { get; init; } = 1;

    /// <summary>
    /// The scripts (<see cref="Script.All"/>) of which every letter is kept, or added where the vocabulary lacks it. Null, the default, takes those that at least one
    /// letter in a hundred of some language's texts belongs to.
    /// </summary>
    public IReadOnlyList<Script>? Scripts { get; init; }

    /// <summary>
    /// How languages, and texts within a language, share the budget: each counts as its number of tokens to this power. 1 takes tokens as they are, so that a
    /// language with little text is crowded out; 0 gives each the same. 0 to 1, default 0.3.
    /// </summary>
    public double Temperature { get; init; } = 0.3;

    /// <summary>Whether a folder that stands at the goal is exchanged. Default false.</summary>
    public bool Force { get; init; }

    /// <summary>The file that the plan is saved to, Parquet; null, the default, for none.</summary>
    public string? PlanFile { get; init; }

    /// <summary>The command line for the model card, without absolute paths; null, the default, where there was none.</summary>
    public string? CommandLine { get; init; }

    /// <summary>Markdown for the model card, such as the notice that the parent's licence asks for; null, the default, for none.</summary>
    public string? Notice { get; init; }

    /// <summary>The parent's licence, as an SPDX identifier or a short text; null, the default, where it is not known.</summary>
    public string? ParentLicence { get; init; }

    internal void Validate() => new OptionFaults("trimming")
        .Require(VocabularySize is null or >= 100, string.Create(CultureInfo.InvariantCulture, $"VocabularySize must be at least 100, not {VocabularySize}"))
        .Require(MinimumCount >= 1, string.Create(CultureInfo.InvariantCulture, $"MinimumCount must be at least 1, not {MinimumCount}"))
        .Require(Temperature is >= 0 and <= 1, string.Create(CultureInfo.InvariantCulture, $"Temperature must be from 0 to 1, not {Temperature}"))
        .ThrowIfAny();
}
