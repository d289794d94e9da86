namespace NlpTransfer.Remapping;

/// <summary>How a model gets another vocabulary.</summary>
public sealed record VocabularyRemapOptions
{
    /// <summary>What becomes of the old vocabulary; null, the default, lets the text decide, and the report says why.</summary>
    public RemapMode? Mode { get; init; }

    /// <summary>The <see cref="RemapRecipe.Name"/> of the way in which new tokens are expressed. Default <c>auto</c>.</summary>
    public string Initializer { get; init; } = "auto";

    /// <summary>How many pieces are added; without effect where the vocabulary is exchanged.</summary>
    public ExtendOptions Extend { get; init; } = new();

    /// <summary>What vectors and random rows follow from. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether a folder that stands at the goal is exchanged. Default false.</summary>
    public bool Force { get; init; }

    /// <summary>The command line for the model card, without absolute paths; null, the default, where there was none.</summary>
    public string? CommandLine { get; init; }

    /// <summary>Markdown for the model card, such as the notice that the parent's licence asks for; null, the default, for none.</summary>
    public string? Notice { get; init; }

    /// <summary>The parent's licence, as an SPDX identifier or a short text; null, the default, where it is not known.</summary>
    public string? ParentLicence { get; init; }
}
