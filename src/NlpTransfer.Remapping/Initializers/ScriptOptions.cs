namespace NlpTransfer.Remapping;

/// <summary>How the mean of a script's tokens is taken.</summary>
public sealed record ScriptOptions
{
    /// <summary>Old tokens that the mean is taken over at most, evenly spread over those of the script and position. 1 to 65,536, default 256.</summary>
    public int Tokens { get; init; } = 256;

    internal void Validate() => new OptionFaults("the mean of a script")
        .Require(Tokens is >= 1 and <= 65_536, $"Tokens must be from 1 to 65536, not {Tokens}")
        .ThrowIfAny();
}
