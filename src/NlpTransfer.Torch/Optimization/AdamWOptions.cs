using System.Globalization;

namespace NlpTransfer.Torch;

/// <summary>What AdamW remembers and how it divides.</summary>
internal sealed record AdamWOptions
{
    /// <summary>Share of the first moment that stays at each step. Default 0.9; from 0 to below 1.</summary>
    internal double Beta1 { get; init; } = 0.9;

    /// <summary>Share of the second moment that stays at each step. Default 0.98; from 0 to below 1.</summary>
    internal double Beta2 { get; init; } = 0.98;

    /// <summary>Keeps the quotient finite. Default 1e-8; above 0.</summary>
    internal double Epsilon { get; init; } = 1e-8;

    /// <summary>Checks every range.</summary>
    /// <exception cref="UsageException">Names all options that are out of their range.</exception>
    internal void Validate() => new OptionFaults("the optimiser")
        .Require(Beta1 is >= 0 and < 1, string.Create(CultureInfo.InvariantCulture, $"Beta1 must be from 0 to below 1, not {Beta1}"))
        .Require(Beta2 is >= 0 and < 1, string.Create(CultureInfo.InvariantCulture, $"Beta2 must be from 0 to below 1, not {Beta2}"))
        .Require(Epsilon > 0, string.Create(CultureInfo.InvariantCulture, $"Epsilon must be above 0, not {Epsilon}"))
        .ThrowIfAny();
}
