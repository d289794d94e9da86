namespace NlpTransfer.Training;

/// <summary>A side of the pairs that the model's tokenizer can't read to a good part.</summary>
/// <param name="Language">The side's language; null where the pairs don't say.</param>
/// <param name="IsTarget">Whether it is the translations' side, which the model has to write.</param>
/// <param name="Share">Unknown tokens among the side's, special ones included.</param>
public sealed record UnknownSide(string? Language, bool IsTarget, double Share);
