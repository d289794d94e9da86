namespace NlpTransfer.Remapping;

/// <summary>How FOCUS finds the tokens that both vocabularies have.</summary>
public sealed record FocusOptions
{
    /// <summary>When a new token counts as an old one. Default <see cref="CopyMatch.Canonical"/>; fuzzy gives more tokens to lean on, which fit less well.</summary>
    public CopyMatch Overlap { get; init; } = CopyMatch.Canonical;

    /// <summary>How many tokens with an auxiliary vector both vocabularies must have at least; below that nothing is said. 1 or more, default 50.</summary>
    public int MinimumOverlap { get; init; } = 50;

    internal void Validate() => new OptionFaults("FOCUS")
        .Require(Enum.IsDefined(Overlap), $"Overlap must be one of {string.Join(", ", Enum.GetNames<CopyMatch>())}, not {(int)Overlap}")
        .Require(MinimumOverlap >= 1, $"MinimumOverlap must be at least 1, not {MinimumOverlap}")
        .ThrowIfAny();
}
