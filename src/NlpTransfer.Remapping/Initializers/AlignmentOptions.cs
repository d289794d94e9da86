using System.Globalization;

namespace NlpTransfer.Remapping;

/// <summary>What it takes for a token to be expressed by what it is aligned with.</summary>
public sealed record AlignmentOptions
{
    /// <summary>How often a new token must be aligned, all its old tokens together. Above 0, default 5.</summary>
    public double MinimumWeight { get; init; } = 5;

    /// <summary>Old tokens that are taken at most, the heaviest first. 1 to 1,024, default 20.</summary>
    public int MaximumSources { get; init; } = 20;

    internal void Validate() => new OptionFaults("alignment")
        .Require(MinimumWeight > 0 && double.IsFinite(MinimumWeight), string.Create(CultureInfo.InvariantCulture, $"MinimumWeight must be above 0, not {MinimumWeight}"))
        .Require(MaximumSources is >= 1 and <= 1024, $"MaximumSources must be from 1 to 1024, not {MaximumSources}")
        .ThrowIfAny();
}
