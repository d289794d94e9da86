namespace NlpTransfer.Remapping;

/// <summary>Which tokens the mean of old pieces stands for.</summary>
public sealed record MeanOptions
{
    /// <summary>
    /// Old pieces that a token may be made of at most: the fewer, the more each still says. Null, the default, sets no limit, and takes letters too; with a limit letters that
    /// the old vocabulary lacks are left to others. 1 or more.
    /// </summary>
    public int? MaximumPieces { get; init; }

    /// <summary>
    /// Whether a text with letters that the old vocabulary lacks is the mean of its letters. Default true; false lets the unknown piece count as one of its pieces, as fast
    /// vocabulary transfer does, so that such tokens become alike.
    /// </summary>
    public bool Letters { get; init; } = true;

    internal void Validate() => new OptionFaults("the mean of old pieces")
        .Require(MaximumPieces is null or >= 1, $"MaximumPieces must be at least 1, not {MaximumPieces}")
        .ThrowIfAny();
}
