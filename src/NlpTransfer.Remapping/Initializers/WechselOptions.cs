using System.Globalization;

namespace NlpTransfer.Remapping;

/// <summary>How WECHSEL mixes neighbours.</summary>
public sealed record WechselOptions
{
    /// <summary>Old tokens that a new one is mixed of, the nearest ones. 1 to 256, default 10.</summary>
    public int Neighbours { get; init; } = 10;

    /// <summary>The temperature of the softmax over their cosines; the lower, the more the nearest one counts. Above 0 to 10, default 0.1.</summary>
    public double Temperature { get; init; } = 0.1;

    /// <summary>How often the words that hold a new token must occur together; rarer tokens are left to others. 1 or more, default 1.</summary>
    public long MinimumCount { get; init; } = 1;

    internal void Validate() => new OptionFaults("WECHSEL")
        .Require(Neighbours is >= 1 and <= 256, $"Neighbours must be from 1 to 256, not {Neighbours}")
        .Require(Temperature is > 0 and <= 10, string.Create(CultureInfo.InvariantCulture, $"Temperature must be above 0 and at most 10, not {Temperature}"))
        .Require(MinimumCount >= 1, $"MinimumCount must be at least 1, not {MinimumCount}")
        .ThrowIfAny();
}
