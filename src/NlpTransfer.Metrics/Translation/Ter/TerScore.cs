namespace NlpTransfer.Metrics;

/// <summary>A TER score with what it was computed from.</summary>
public sealed record TerScore : TranslationScore
{
    internal TerScore(double value, string signature)
        : base("TER", value, signature)
    {
    }

    /// <summary>Edits, moves included.</summary>
    public required long Edits { get; init; }

    /// <summary>Words of the references, of each segment's the mean.</summary>
    public required double ReferenceLength { get; init; }
}
