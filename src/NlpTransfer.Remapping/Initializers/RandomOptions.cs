namespace NlpTransfer.Remapping;

/// <summary>How random rows are drawn.</summary>
public sealed record RandomOptions
{
    /// <summary>Every draw follows from it: the same seed gives the same rows. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Old tokens that a random row is mixed of. 2 to 1,024, default 16: the more, the closer it comes to the normal distribution.</summary>
    public int Tokens { get; init; } = 16;

    internal void Validate() => new OptionFaults("random rows")
        .Require(Tokens is >= 2 and <= 1024, $"Tokens must be from 2 to 1024, not {Tokens}")
        .ThrowIfAny();
}
