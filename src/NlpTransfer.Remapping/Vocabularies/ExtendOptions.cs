namespace NlpTransfer.Remapping;

/// <summary>How many pieces a vocabulary gets beside its own.</summary>
public sealed record ExtendOptions
{
    /// <summary>
    /// Pieces that are added at most, letters aside: those that save the most tokens. Null, the default, adds at most a third as many as the text has distinct words. 1 or more.
    /// </summary>
    public int? MaximumPieces { get; init; }

    /// <summary>How often a piece must occur in the text to be added; a piece that is hardly ever seen is not learnt. 1 or more, default 5.</summary>
    public int MinimumCount { get; init; } = 5;

    internal void Validate() => new OptionFaults("extending a vocabulary")
        .Require(MaximumPieces is null or >= 1, $"MaximumPieces must be at least 1, not {MaximumPieces}")
        .Require(MinimumCount >= 1, $"MinimumCount must be at least 1, not {MinimumCount}")
        .ThrowIfAny();
}
