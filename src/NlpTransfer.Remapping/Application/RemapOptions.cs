namespace NlpTransfer.Remapping;

/// <summary>What is written beside the remapped model.</summary>
public sealed record RemapOptions
{
    /// <summary>Whether a folder that stands at the goal is exchanged. Default false.</summary>
    public bool Force { get; init; }

    /// <summary>What made the model, for nlptransfer.json; the parent is added to it. Default: the command <c>remap</c> alone.</summary>
    public Provenance Provenance { get; init; } = new() { Command = "remap" };

    /// <summary>
    /// Gives further text files by name; a README.md among them is the model card. They are written into the folder when all else is there. Null, the
    /// default, writes a short card.
    /// </summary>
    public Func<RemapResult, IReadOnlyDictionary<string, string>>? Documents { get; init; }

    /// <summary>The parent's name in nlptransfer.json and the card; null, the default, takes the folder's.</summary>
    public string? ParentName { get; init; }

    /// <summary>The parent's licence as an SPDX identifier or short text; null, the default, where it is not known.</summary>
    public string? ParentLicence { get; init; }

    /// <summary>The name under which the plan is written into the folder, as Parquet; null, the default, leaves it out.</summary>
    public string? PlanName { get; init; }
}
