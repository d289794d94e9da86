namespace NlpTransfer;

/// <summary>What is done to a sentence vector after pooling: scaled to unit length, or sent through a linear layer.</summary>
/// <param name="Dense">The layer; null stands for scaling to unit length.</param>
public sealed record SentenceStep(DenseLayer? Dense)
{
    /// <summary>Scaling to unit length.</summary>
    public static SentenceStep Normalize { get; } = new(Dense: null);
}
