namespace NlpTransfer.Training;

/// <summary>What the card of an adapted model is to say besides what was measured.</summary>
public sealed record AdaptedCard
{
    /// <summary>Markdown that stands as it is, such as the notice that the parent's licence asks for; null, the default, for none.</summary>
    public string? Notice { get; init; }

    /// <summary>The licence as hubs write it; null, the default, for none to be stated.</summary>
    public string? Licence { get; init; }

    /// <summary>The command as it was written; null, the default, where there was none.</summary>
    public string? CommandLine { get; init; }

    /// <summary>The texts that were trained on, with their licences; none by default.</summary>
    public IReadOnlyList<TextCredit> Credits { get; init; } = [];
}
